import { describe, expect, test } from 'vitest';
import type { Trouble } from '../../src/engine/trouble.ts';
import { healedBy } from '../../src/engine/trouble-changes.ts';
import type { SlackMessage } from '../../src/slack/blocks.ts';
import { digestMessage } from '../../src/slack/digest.ts';
import { answerMessage, rootMessage } from '../../src/slack/incident.ts';
import {
  elsewhereMessage,
  healedMessage,
  mentionMessage,
  momentMessage,
  troubleAffected,
  troubleHead,
} from '../../src/slack/trouble.ts';
import { madeTrouble } from '../engine/made-trouble.ts';
import { asked, expectHarmless, expectWithinLimits, HOSTILE, verdict, viewed } from './setup.ts';

const AT = '2026-11-21T02:20:00.000Z';
const suffering = (count: number): Partial<Trouble> => ({
  affectedCount: count,
  affected: Array.from({ length: Math.min(count, 200) }, (_, at) => ({
    key: `prod|shop|cart-${at}|`,
    target: { cluster: 'prod', namespace: at % 2 === 0 ? 'shop' : 'billing', pod: `cart-${at}` },
    since: AT,
    until: null,
    firing: ['a'],
  })),
});
const told = madeTrouble({ ...suffering(40), told: 41 });
const text = (message: SlackMessage | null): string => JSON.stringify(message?.blocks ?? []);

const inAlertsThread = {
  ...asked,
  askedBy: '',
  place: { channel: 'C1', thread: '1.0' },
  state: { is: 'answered' as const, reply: { kind: 'verdict' as const, verdict }, at: AT },
};

describe('what stands above and below the verdict', () => {
  test('open: how many suffer and that there is no other thread', () => {
    const head = JSON.stringify(troubleHead(told, 'en'));
    expect(head).toContain('*Open* since');
    expect(head).toContain('40 affected in 2 namespaces');
    expect(head).toContain('41 alerts so far, all this cause: this thread is the only one');
    expect(head).toContain('cause found');
  });

  test('the answer stays in the first line while it is open; over, that it is over', () => {
    const open = answerMessage(inAlertsThread, { ...viewed, trouble: told });
    expect(JSON.stringify(open.blocks[0])).toContain('regcred');
    const over = healedBy(told, { by: 'alert' }, AT);
    const closed = answerMessage(inAlertsThread, { ...viewed, trouble: over });
    expect(JSON.stringify(closed.blocks[0])).toContain('*Resolved after 19 min.*');
  });

  test('a thread of our own has the state in its headline, not twice', () => {
    const own = { ...inAlertsThread, place: { channel: 'C1', thread: null } };
    expect(text(rootMessage(own, { ...viewed, trouble: told }))).toContain('*Open* since');
    expect(text(answerMessage(own, { ...viewed, trouble: told }))).not.toContain('*Open* since');
  });

  test('ten are named, the rest counted; one alone is the subject itself', () => {
    const listed = JSON.stringify(troubleAffected(told, 'en'));
    expect(listed).toContain('`shop/cart-8` in `prod`');
    expect(listed).toContain('… and 30 more');
    expect(troubleAffected(madeTrouble(suffering(1)), 'en')).toEqual([]);
  });
});

describe('what is said anew', () => {
  test('worse, back and disputed are; that it began and what it is stands above already', () => {
    const saying = (moment: Trouble['timeline'][number]) => text(momentMessage(moment, told, 'en'));
    expect(saying({ what: 'worse', at: AT, affected: 40 })).toContain('40 affected in 2 namespaces now');
    expect(saying({ what: 'disputed', at: AT })).toContain('Our own look says it is not');
    expect(saying({ what: 'again', at: AT })).toContain('It is back');
    expect(told.timeline.map((moment) => momentMessage(moment, told, 'en'))).toEqual([null, null]);
  });

  test.each([
    [{ by: 'own-look' as const }, 'nothing was written by us'],
    [{ by: 'alert' as const }, 'Its alerts are resolved'],
    [{ by: 'fix' as const, title: 'Restart nginx', approvers: ['U0TOMO0001'] }, 'approved by <@U0TOMO0001>'],
    [{ by: 'fix' as const, title: 'Restart nginx', approvers: [] }, 'which autopilot applied'],
  ])('what healed it: %j', (healed, says) => {
    expect(text(healedMessage(healedBy(told, healed, AT), 'en'))).toContain(says);
  });

  test('an open trouble has no end to tell', () => {
    expect(healedMessage(told, 'en')).toBeNull();
  });

  test('an alert elsewhere is led to the thread', () => {
    const link = 'https://acme.slack.test/archives/C1/p10';
    expect(text(elsewhereMessage(told, link, 'en'))).toContain(`<${link}|this thread>`);
    expect(text(elsewhereMessage(told, null, 'en'))).toContain('told in another channel');
  });

  test('a group is called where one is to be', () => {
    expect(text(mentionMessage(madeTrouble({ mention: 'S0ONCALL01' })))).toContain('<!subteam^S0ONCALL01>');
    expect(mentionMessage(told)).toBeNull();
  });
});

test('a summary ranks the open ones by how many suffer, those that are over last', () => {
  const summed = { digest: 'dig-1', opened: false };
  const troubles = [
    madeTrouble({ id: 'trb-a', title: 'Few', affectedCount: 2, summed }),
    healedBy(madeTrouble({ id: 'trb-b', title: 'Over', affectedCount: 99, summed }), { by: 'alert' }, AT),
    madeTrouble({ id: 'trb-c', title: 'Many', affectedCount: 50, summed: { digest: 'dig-1', opened: true } }),
  ];
  const digest = {
    version: 1 as const,
    id: 'dig-1',
    channel: 'C1',
    openedAt: AT,
    troubles: troubles.map(({ id }) => id),
  };
  const message = digestMessage(digest, troubles);
  expect(message.text).toBe('2 of 3 more troubles here, 52 affected. Worst first:');
  const says = text(message);
  expect([says.indexOf('Many'), says.indexOf('Few'), says.indexOf('Over')]).toEqual(
    [says.indexOf('Many'), says.indexOf('Few'), says.indexOf('Over')].toSorted((a, b) => a - b),
  );
  expect(says.match(/open-trouble:trb-[abc]/g)).toEqual(['open-trouble:trb-a', 'open-trouble:trb-b']);
});

test('no name that a cluster makes up breaks a limit or reaches anyone', () => {
  const evil = madeTrouble({
    title: HOSTILE.repeat(20),
    rootSays: HOSTILE.repeat(20),
    ...suffering(200),
    timeline: [{ what: 'began', at: AT, alertname: HOSTILE, source: 'slack' }],
  });
  evil.affected = evil.affected.map((one) => ({ ...one, target: { namespace: HOSTILE, pod: HOSTILE } }));
  const over = healedBy(evil, { by: 'fix', title: HOSTILE, approvers: ['<!channel>U1'] }, AT);
  for (const trouble of [evil, over]) {
    const digest = { version: 1 as const, id: 'd', channel: 'C1', openedAt: AT, troubles: [trouble.id] };
    const many = Array.from({ length: 60 }, (_, at) => ({ ...trouble, id: `trb-${at}` }));
    const own = { ...inAlertsThread, place: { channel: 'C1', thread: null } };
    const all = [
      answerMessage(inAlertsThread, { ...viewed, trouble }),
      rootMessage(own, { ...viewed, trouble }),
      digestMessage(digest, many),
      elsewhereMessage(trouble, null, 'en'),
      momentMessage({ what: 'worse', at: AT, affected: 5 }, trouble, 'en'),
      healedMessage(trouble, 'en'),
    ].filter((message) => message !== null);
    for (const message of all) {
      expectWithinLimits(message);
      expectHarmless(message);
    }
  }
});
