import { describe, expect, test } from 'vitest';
import type { Incident } from '../../src/engine/incident.ts';
import type { Progress } from '../../src/engine/progress.ts';
import type { Reply } from '../../src/engine/reply.ts';
import { pressed } from '../../src/slack/buttons.ts';
import { answerMessage, noteMessage, rootMessage, usageMessage } from '../../src/slack/incident.ts';
import {
  asked,
  expectHarmless,
  expectWithinLimits,
  HOSTILE,
  hostileVerdict,
  NOW,
  readable,
  verdict,
  viewed,
} from './setup.ts';

const answered = (reply: Reply): Incident => ({ ...asked, state: { is: 'answered', reply, at: NOW } });
const later = (seconds: number) => ({ ...viewed, now: new Date(Date.parse(NOW) + seconds * 1000) });

test('the message in the channel asks, then tells the answer in one line', () => {
  expect(readable(rootMessage(asked, viewed))).toBe(
    '*Why can `shop/cart-0` not pull its image?*\nasked by <@U1>',
  );
  const told = rootMessage(answered({ kind: 'verdict', verdict }), viewed);
  expect(told.blocks[0]).toMatchObject({
    text: { text: '*The pull secret `regcred` has a login that `harbor.acme.test` refuses.*' },
  });
  expect(told.blocks).toHaveLength(2);
});

test.each([
  [{ kind: 'pull', what: 'nginx:1.27' }, 'Why can `nginx:1.27` not be pulled?'],
  [
    { kind: 'pull', what: 'cart', workload: 'deployment', cluster: 'prod' },
    'Why can `deployment/cart` not pull its image in cluster `prod`?',
  ],
  [{ kind: 'status' }, 'How are the registries?'],
  [{ kind: 'status', registry: 'harbor' }, 'How is `harbor`?'],
] as const)('%o reads: %s', (question, title) => {
  expect(readable(answerMessage({ ...asked, question }, viewed))).toContain(title);
});

describe('progress', () => {
  const working = (steps: Progress['steps']): Incident => ({
    ...asked,
    state: { is: 'working', progress: { steps } },
  });

  test('what is known, asked, and could not be asked differ in shape and not only in colour', () => {
    const message = answerMessage(
      working([
        { id: 'pod', asks: 'reading the pod', state: 'known', ms: 12 },
        { id: 'manifest', asks: 'asking `harbor.acme.test`', state: 'asking' },
        { id: 'node', asks: 'reading the node', state: 'unknown' },
        { id: 'layers', asks: 'asking for layers', state: 'unreached' },
      ]),
      viewed,
    );
    expect(readable(message)).toContain(
      '✓ reading the pod · ✕ could not: reading the node · ◌ asking `harbor.acme.test`',
    );
    expect(message.text).toBe('Why can shop/cart-0 not pull its image?');
  });

  test('a question nobody takes says so, and which worker to look for', () => {
    const question = { ...asked.question, cluster: 'prod' } as const;
    expect(readable(answerMessage({ ...asked, question }, later(2)))).toContain('handing it to a worker');
    expect(readable(answerMessage({ ...asked, question }, later(12)))).toContain(
      'No worker has taken this up for 12 s. It stays queued; the operator should see whether a worker of cluster `prod` is running.',
    );
    expect(readable(answerMessage(working([]), later(80)))).toContain(
      'asked 80 s ago, longer than it should take',
    );
  });

  test('two hundred hostile steps fit', () => {
    const steps = Array.from({ length: 200 }, () => ({
      id: 'x',
      asks: HOSTILE.repeat(20),
      state: 'asking' as const,
    }));
    const message = answerMessage(working(steps), viewed);
    expectWithinLimits(message);
    expectHarmless(message);
  });
});

test('a choice has a button per subject; its value is ids only', () => {
  const option = (what: string) => ({
    label: `shop/${what}`,
    state: 'ImagePullBackOff for 14 min',
    text: what,
    question: { kind: 'pull' as const, what },
  });
  const options = Array.from({ length: 40 }, (_, index) => option(`cart-${index}${HOSTILE}`));
  const message = answerMessage(
    answered({ kind: 'choice', says: 'Many pods match `cart`.', options, more: 3 }),
    viewed,
  );
  expectWithinLimits(message);
  expectHarmless(message);
  expect(JSON.stringify(message.blocks)).toContain('"value":"inc-0123456789abcdef.1.11"');
  expect(readable(message)).toContain('… and 31 more');
  expect(readable(message)).not.toContain('Run again');
});

test('every answer but a choice can be run again, and its button is read back', () => {
  const message = answerMessage(answered({ kind: 'verdict', verdict }), viewed);
  const value = JSON.stringify(message.blocks).match(/"action_id":"run-again","value":"([^"]+)"/)?.[1] ?? '';
  expect(pressed(value)).toEqual({ incident: asked.id, run: 1, option: 0 });
  expect(pressed('inc-1.1')).toBeNull();
  expect(pressed('other')).toBeNull();
});

test('our own failure names the request for the logs; a plain no does not', () => {
  const failed = answerMessage(
    answered({ kind: 'refusal', why: 'failed', says: 'I failed.', tries: [] }),
    viewed,
  );
  expect(readable(failed)).toContain('`req-0123456789abcdef`');
  const none = answerMessage(
    answered({ kind: 'refusal', why: 'not-found', says: 'No pod is called `cart-0`.', tries: ['cart-1'] }),
    viewed,
  );
  expect(readable(none)).not.toContain('req-');
  expect(readable(none)).toContain('Try: `cart-1`');
});

test('what a person typed comes back harmless', () => {
  for (const message of [
    usageMessage(`I know no cluster \`${HOSTILE}\`.`, [HOSTILE]),
    noteMessage(HOSTILE),
  ]) {
    expectWithinLimits(message);
    expectHarmless(message);
  }
});

test('the longest verdict with its button and its headline stays within every limit', () => {
  const incident = answered({ kind: 'verdict', verdict: hostileVerdict(HOSTILE.repeat(200)) });
  for (const message of [answerMessage(incident, viewed), rootMessage(incident, viewed)]) {
    expectWithinLimits(message);
    expectHarmless(message);
  }
  expect(rootMessage(incident, viewed).blocks).toHaveLength(2);
});

test('a password typed where no verb takes one is not said back', () => {
  const message = usageMessage('`sweep` knows no option `--password=Hunter2Hunter2`. Options: `-n`.', [
    '/registry sweep --password=Hunter2Hunter2',
  ]);
  const said = JSON.stringify(message);
  expect(said).not.toContain('Hunter2');
  expect(said).toContain('`--password=•••`. Options: `-n`.');
});
