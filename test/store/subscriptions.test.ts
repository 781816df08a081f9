import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SubscriptionStore, subscriptionStore } from '../../src/store/subscriptions.ts';
import { describeWith } from '../setup/part.ts';
import { startTestRedis, type TestRedis } from './setup.ts';

const by = 'U024BE7LH';
const now = new Date();
const soon = new Date(now.getTime() + 60_000).toISOString();

describeWith('redis', 'subscriptions', () => {
  let part: TestRedis;
  let store: SubscriptionStore;
  beforeAll(async () => {
    part = await startTestRedis(10);
    store = subscriptionStore(part.redis);
  });
  afterAll(() => part.stop());

  test('what a channel said last stands, until it is forgotten', async () => {
    const file = [{ channel: 'C1', clusters: ['prod'] }];
    const at = now.toISOString();
    await store.say({ channel: 'C1', wants: { namespaces: ['shop-*'], severities: ['critical'] }, by, at });
    expect(await store.settings(file, now)).toMatchObject([
      { rule: { channel: 'C1', namespaces: ['shop-*'], severities: ['critical'] }, from: 'subscription' },
    ]);
    await store.say({ channel: 'C1', wants: null, by, at });
    expect(await store.settings(file, now)).toEqual([]);
    expect(await store.forget('C1')).toBe(true);
    expect(await store.forget('C1')).toBe(false);
    expect(await store.settings(file, now)).toEqual([{ rule: file[0], from: 'file', mutes: [] }]);
  });

  test('mutes end by themselves, or are lifted: one, or all of a channel', async () => {
    const rule = { channel: 'C2' };
    const muted = async (at = now) =>
      (await store.settings([rule], at))[0]?.mutes.map(({ subject }) => subject);
    await store.mute({ channel: 'C2', subject: null, until: soon, by });
    await store.mute({ channel: 'C2', subject: 'shop', until: soon, by });
    await store.mute({ channel: 'C3', subject: 'shop', until: soon, by });
    expect((await muted())?.toSorted()).toEqual([null, 'shop'].toSorted());
    expect(await muted(new Date(soon))).toEqual([]);
    expect(await store.unmute('C2', 'shop')).toBe(1);
    expect(await muted()).toEqual([null]);
    expect(await store.unmute('C2', null)).toBe(1);
    expect(await store.unmute('C2', null)).toBe(0);
    expect((await store.settings([{ channel: 'C3' }], now))[0]?.mutes).toHaveLength(1);
  });

  test('muted twice is muted until the last said', async () => {
    await store.mute({ channel: 'C4', subject: 'cart', until: soon, by });
    await store.mute({ channel: 'C4', subject: 'cart', until: now.toISOString(), by });
    expect((await store.settings([{ channel: 'C4' }], now))[0]?.mutes).toEqual([]);
  });
});
