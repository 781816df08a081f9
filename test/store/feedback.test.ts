import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Feedback } from '../../src/engine/feedback.ts';
import { judgeAgain, type SavedCase } from '../../src/engine/saved-case.ts';
import { withRequest } from '../../src/log.ts';
import { feedbackStore } from '../../src/store/feedback.ts';
import { savedCases } from '../../src/store/saved-cases.ts';
import { describeWith } from '../setup/part.ts';
import { startTestRedis, type TestRedis } from './setup.ts';

const seen: SavedCase = {
  pull: { image: 'harbor.acme.test/shop/cart:1', cluster: 'prod', namespace: 'shop', pod: 'cart-0' },
  answers: [['pod', { state: 'unknown', why: 'forbidden', ms: 3 }]],
  said: [{ source: 'kubelet', says: 'manifest unknown', at: '2026-11-21T02:00:00.000Z' }],
  failing: true,
  node: 'worker-3',
  elsewhere: [],
};

describeWith('redis', 'feedback and the facts behind it', () => {
  let part: TestRedis;
  beforeAll(async () => {
    part = await startTestRedis(14);
  });
  afterAll(() => part.stop());

  test('facts come back as they were, the latest look at each container', async () => {
    const cases = savedCases(part.redis);
    await withRequest('req-1', () => cases.keep([{ ...seen, node: 'worker-1' }]));
    await withRequest('req-1', () => cases.keep([seen, { ...seen, pull: { ...seen.pull, pod: 'cart-1' } }]));
    const read = await cases.read('req-1');
    expect(read.map(({ pull, node }) => [pull.pod, node])).toEqual([
      ['cart-0', 'worker-3'],
      ['cart-1', 'worker-3'],
    ]);
    expect(read[0]).toEqual(seen);
    expect(await cases.read('req-2')).toEqual([]);
  });

  test('outside of a request nothing is kept', async () => {
    await savedCases(part.redis).keep([seen]);
    expect(await part.redis.keys('medic:cases:undefined')).toEqual([]);
  });

  test('the last word of each person stands', async () => {
    const store = feedbackStore(part.redis);
    const word: Feedback = {
      incident: 'inc-1',
      run: 1,
      by: 'U1',
      at: '2026-11-21T02:00:00.000Z',
      says: 'right',
      subject: { kind: 'image', name: 'a:1' },
      cause: 'tag-not-found',
      confidence: 'confirmed',
      headline: 'no such tag',
      cases: [seen],
    };
    await store.say(word);
    await store.say({ ...word, says: 'wrong', at: '2026-11-21T02:01:00.000Z' });
    await store.say({ ...word, by: 'U2', at: '2026-11-21T02:02:00.000Z' });
    const all = await Array.fromAsync(store.all());
    expect(all.map(({ by, says }) => [by, says])).toEqual([
      ['U1', 'wrong'],
      ['U2', 'right'],
    ]);
    expect(all[0]?.cases).toEqual([seen]);
  });
});

test('saved facts are judged without asking anybody', () => {
  expect(judgeAgain(seen, [], 'en').cause).toBeNull();
});
