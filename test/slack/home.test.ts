import { expect, test } from 'vitest';
import type { HomeSeen } from '../../src/engine/home.ts';
import { healedBy } from '../../src/engine/trouble-changes.ts';
import { homeView } from '../../src/slack/home.ts';
import { madeTrouble } from '../engine/made-trouble.ts';
import { expectHarmless, HOSTILE } from './setup.ts';

const NOW = new Date('2026-11-21T02:30:00.000Z');
const nothing: HomeSeen = {
  now: NOW,
  troubles: [],
  links: new Map(),
  health: null,
  approvals: [],
  freezes: [],
  done: [],
};
const text = (seen: HomeSeen): string => JSON.stringify(homeView(seen, 'D1').blocks);

test('with nothing to tell it says so, and how registries come to be looked at', () => {
  const says = text(nothing);
  expect(says).toContain('Nothing is open.');
  expect(says).toContain('Nobody looked yet');
  expect(says).toContain('No plan waits.');
  expect(says).toContain('Nothing changed.');
});

test('the worst first, with its thread; what is over below', () => {
  const few = madeTrouble({ id: 'trb-few', title: 'Few', affectedCount: 2 });
  const many = madeTrouble({ id: 'trb-many', title: 'Many', affectedCount: 50 });
  const over = healedBy(madeTrouble({ title: 'Past' }), { by: 'alert' }, NOW.toISOString());
  const says = text({
    ...nothing,
    troubles: [few, over, many],
    links: new Map([['trb-many', 'https://acme.slack.test/archives/C1/p1']]),
  });
  expect(says.indexOf('Many')).toBeLessThan(says.indexOf('Few'));
  expect(says.indexOf('Few')).toBeLessThan(says.indexOf('Past'));
  expect(says).toContain('<https://acme.slack.test/archives/C1/p1|thread>');
});

test('registries with the word beside the mark, the sick ones first', () => {
  const registry = (host: string, health: 'healthy' | 'down', trouble: string | null) => ({
    name: host,
    host,
    product: 'Harbor',
    health,
    trouble,
  });
  const says = text({
    ...nothing,
    health: {
      at: NOW.toISOString(),
      registries: [registry('a.test', 'healthy', null), registry('b.test', 'down', 'core does not answer')],
    },
  });
  expect(says).toContain('✕ `b.test` (Harbor) down: core does not answer');
  expect(says.indexOf('b.test')).toBeLessThan(says.indexOf('a.test'));
});

test('however much there is, it stays a home that Slack takes and that reaches nobody', () => {
  const troubles = Array.from({ length: 80 }, (_, at) =>
    madeTrouble({ id: `trb-${at}`, title: HOSTILE, rootSays: HOSTILE }),
  );
  const host = { name: HOSTILE, host: HOSTILE, product: HOSTILE, health: 'down' as const, trouble: HOSTILE };
  const seen: HomeSeen = {
    ...nothing,
    troubles,
    health: { at: NOW.toISOString(), registries: Array.from({ length: 50 }, () => host) },
    freezes: [{ where: HOSTILE, by: '<!channel>', at: NOW.toISOString(), why: HOSTILE }],
  };
  const { blocks } = homeView(seen, 'D1');
  expect(blocks.length).toBeLessThanOrEqual(100);
  expectHarmless({ text: 'home', blocks: blocks as never });
});
