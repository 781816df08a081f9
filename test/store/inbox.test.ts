import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Inbox, inboxStore } from '../../src/store/inbox.ts';
import { keys } from '../../src/store/keys.ts';
import { describeWith } from '../setup/part.ts';
import { startTestRedis, type TestRedis } from './setup.ts';

describeWith('redis', 'the inbox', () => {
  let part: TestRedis;
  let inbox: Inbox;
  beforeAll(async () => {
    part = await startTestRedis(7);
    inbox = inboxStore(part.redis);
  });
  beforeEach(async () => {
    await part.redis.del(keys.inboxOpen, keys.inbox('k1'));
  });
  afterAll(() => part.stop());
  const delivery = { key: 'k1', requestId: 'req-1', body: { text: 'status', token: 'verification-secret' } };
  const NOW = 1_000_000;

  test('a delivery is new once, also after it was worked on', async () => {
    expect(await inbox.put(delivery, NOW)).toBe('new');
    expect(await inbox.put(delivery, NOW)).toBe('seen');
    await inbox.done('k1');
    expect(await inbox.put(delivery, NOW)).toBe('seen');
    expect(await part.redis.get(keys.inbox('k1'))).not.toContain('status');
  });

  test('what a newer bot stored stays on the list for it', async () => {
    await inbox.put(delivery, NOW);
    const newer = JSON.stringify({ version: 2, requestId: 'req-1', body: {}, tries: 1, more: 1 });
    await part.redis.set(keys.inbox('k1'), newer);
    expect(await inbox.takeLeftOvers(15_000, NOW + 16_000)).toEqual([]);
    expect(await part.redis.get(keys.inbox('k1'))).toBe(newer);
    expect(await part.redis.zscore(keys.inboxOpen, 'k1')).not.toBeNull();
  });

  test('tokens of Slack never reach Redis', async () => {
    await inbox.put(delivery, NOW);
    expect(await part.redis.get(keys.inbox('k1'))).not.toContain('verification-secret');
  });

  test('what nobody finished is handed out once it is old, and to one taker only', async () => {
    await inbox.put(delivery, NOW);
    expect(await inbox.takeLeftOvers(15_000, NOW + 14_000)).toEqual([]);
    const takers = await Promise.all([1, 2, 3].map(() => inbox.takeLeftOvers(15_000, NOW + 16_000)));
    expect(takers.flat()).toEqual([{ key: 'k1', requestId: 'req-1', body: { text: 'status' } }]);
  });

  test('what is worked on is not handed out', async () => {
    await inbox.put(delivery, NOW);
    await inbox.done('k1');
    expect(await inbox.takeLeftOvers(0, NOW + 60_000)).toEqual([]);
  });

  test('a delivery that kills whoever takes it is dropped after three tries', async () => {
    await inbox.put(delivery, NOW);
    const taken: number[] = [];
    for (let time = NOW; time < NOW + 100_000; time += 20_000)
      taken.push((await inbox.takeLeftOvers(15_000, time + 20_000)).length);
    expect(taken).toEqual([1, 1, 0, 0, 0]);
  });
});
