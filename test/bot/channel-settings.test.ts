import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { setChannel } from '../../src/bot/channel-settings.ts';
import type { ChannelAction } from '../../src/engine/channel-action.ts';
import { subscriptionStore } from '../../src/store/subscriptions.ts';
import { describeWith } from '../setup/part.ts';
import { startTestRedis, type TestRedis } from '../store/setup.ts';

const now = new Date(Date.now() + 60_000);

describeWith('redis', 'what a channel says of its alerts', () => {
  let part: TestRedis;
  beforeAll(async () => {
    part = await startTestRedis(15);
  });
  afterAll(() => part.stop());
  beforeEach(() => part.redis.flushdb());

  const rules = [{ channel: 'C0FILE0001', clusters: ['prod'] }];
  const say = (action: ChannelAction, channel = 'C0OTHER001') =>
    setChannel(
      action,
      { user: 'U1', channel, thread: null },
      { subscriptions: subscriptionStore(part.redis), rules },
      now,
    );
  const listed = async () => (await say({ do: 'channels' })).lines;

  test('subscribe, mute, see it, unmute, unsubscribe', async () => {
    await say({ do: 'subscribe', wants: { namespaces: ['shop-*'], severities: ['critical'] } });
    expect((await say({ do: 'mute', minutes: 60, subject: 'shop-eu' })).says).toMatch(
      /^`shop-eu` is muted here until .* UTC/,
    );
    expect(await listed()).toEqual([
      '<#C0FILE0001>: clusters `prod`',
      expect.stringMatching(
        /^<#C0OTHER001>: namespaces `shop-\*` · severities `critical` · `shop-eu` muted until .* UTC$/,
      ),
    ]);
    expect((await say({ do: 'unmute', subject: null })).says).toBe('1 mute ended.');
    expect((await say({ do: 'unmute', subject: null })).says).toMatch(/^Nothing of that is muted here/);
    await say({ do: 'unsubscribe' });
    expect(await listed()).toEqual(['<#C0FILE0001>: clusters `prod`']);
  });

  test('in a channel of the file the bare word takes its own rule up again', async () => {
    await say({ do: 'unsubscribe' }, 'C0FILE0001');
    expect((await say({ do: 'channels' })).says).toMatch(/^No channel is told of alerts/);
    const { says } = await say({ do: 'subscribe', wants: null }, 'C0FILE0001');
    expect(says).toContain('clusters `prod`');
    expect(await listed()).toEqual(['<#C0FILE0001>: clusters `prod`']);
  });

  test('alone with the bot there is no channel to speak of', async () => {
    expect((await say({ do: 'subscribe', wants: null }, 'D1')).says).toMatch(/Type it in the channel/);
    expect(await listed()).toHaveLength(1);
  });
});
