import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { ChannelAction } from '../../../src/engine/action.ts';
import { UsageError } from '../../../src/engine/command.ts';
import type { Sighting } from '../../../src/engine/sighting.ts';
import { actOnChannel, type ChannelActParts } from '../../../src/jobs/act/channel-acts.ts';
import type { Queues } from '../../../src/jobs/queues.ts';
import { auditStore } from '../../../src/store/audit.ts';
import { sightingStore } from '../../../src/store/sightings.ts';
import { subscriptionStore } from '../../../src/store/subscriptions.ts';
import { describeWith } from '../../setup/part.ts';
import { startTestRedis, type TestRedis } from '../../store/setup.ts';

const FILE = 'C0FILE0001';
const OTHER = 'C0OTHER001';

describeWith('redis', 'verbs about channels', () => {
  let part: TestRedis;
  let parts: ChannelActParts;
  const triage = vi.fn<Queues['triage']>(async () => {});
  beforeAll(async () => {
    part = await startTestRedis(13);
    parts = {
      subscriptions: subscriptionStore(part.redis),
      rules: [
        {
          channel: FILE,
          clusters: ['prod'],
          quiet: { from: '22:00', to: '06:00', zone: 'Europe/Berlin', except: ['critical'] },
        },
      ],
      sightings: sightingStore(part.redis),
      queues: { triage },
      audit: auditStore(part.redis),
      clusters: ['prod'],
      now: () => new Date(),
    };
  });
  beforeEach(async () => {
    await part.redis.flushdb();
    triage.mockClear();
  });
  afterAll(() => part.stop());

  const say = (action: ChannelAction, channel: string | null = OTHER) =>
    actOnChannel(action, { user: 'U0ROSA0001', channel, requestId: 'req-1' }, parts);
  const listed = async () => (await say({ do: 'channels' }, null)).lines;
  const waits = (pod: string, cluster?: string): Sighting => ({
    id: `am-waits-${pod}`,
    source: 'alertmanager',
    alert: pod,
    status: 'firing',
    alertname: null,
    severity: null,
    target: { ...(cluster === undefined ? {} : { cluster }), namespace: 'shop', pod },
    says: null,
    at: '2026-11-21T02:00:00.000Z',
    place: null,
  });

  test('subscribed, and told of so; unsubscribed, and not twice', async () => {
    const wants = { namespaces: ['shop-*'], severities: ['critical'] } as const;
    const { says } = await say({ do: 'subscribe', wants });
    expect(says).toBe('This channel is told of namespaces `shop-*` · severity `critical`.');
    expect(await listed()).toContain(
      `<#${OTHER}>: namespaces \`shop-*\` · severity \`critical\` (subscribed)`,
    );
    expect((await say({ do: 'unsubscribe' })).says).toMatch(/no alerts any more/);
    expect((await say({ do: 'unsubscribe' })).says).toMatch(/was not told/);
    expect(await listed()).toEqual([
      `<#${FILE}>: clusters \`prod\` (by the configuration)`,
      `<#${FILE}>: quiet from 22:00 to 06:00 (Europe/Berlin)`,
    ]);
  });

  test('in a channel of the file the bare word brings back what it says', async () => {
    await say({ do: 'subscribe', wants: {} }, FILE);
    expect((await listed())[0]).toBe(`<#${FILE}>: every alert (subscribed)`);
    await say({ do: 'unsubscribe' }, FILE);
    expect((await say({ do: 'channels' })).says).toMatch(/^No channel is told/);
    expect((await say({ do: 'subscribe', wants: null }, FILE)).says).toMatch(
      /clusters `prod`, as the configuration says/,
    );
    expect((await listed())[0]).toBe(`<#${FILE}>: clusters \`prod\` (by the configuration)`);
  });

  test('who muted what until when is in the answer and in the list', async () => {
    const { says } = await say({ do: 'mute', seconds: 7_200, subject: 'shop' }, FILE);
    expect(says).toMatch(/^`shop` is muted in this channel until .* UTC \(2 h\), by <@U0ROSA0001>\.$/);
    expect((await listed()).at(-1)).toMatch(/`shop` is muted until .* UTC \(2 h\), by <@U0ROSA0001>$/);
    const other = await say({ do: 'unmute', subject: 'cart' }, FILE);
    expect(other.says).toBe('`cart` is not muted in this channel.');
    expect(other.lines.at(-1)).toMatch(/`shop` is muted until/);
    expect((await say({ do: 'mute', seconds: 60, subject: null })).says).toMatch(/nothing to mute/);
  });

  test('unmuted, whatever waits is looked at, also what names no cluster, and also the second time', async () => {
    await say({ do: 'mute', seconds: 60, subject: null }, FILE);
    for (const one of [waits('cart-0', 'prod'), waits('cart-1', 'prod'), waits('cart-2')])
      await sightingStore(part.redis).add(one);
    triage.mockClear();
    const told = await say({ do: 'unmute', subject: null }, FILE);
    expect(told).toMatchObject({
      says: 'Everything is heard again in this channel.',
      lines: ['3 subjects wait and are looked at now.'],
    });
    expect(triage.mock.calls.map(([target]) => target.pod).toSorted()).toEqual([
      'cart-0',
      'cart-1',
      'cart-2',
    ]);
    await say({ do: 'unmute', subject: null }, FILE);
    expect(triage).toHaveBeenCalledTimes(6);
  });

  test('a mute that takes the place of a longer one has what waits wait for its own end', async () => {
    await sightingStore(part.redis).add(waits('cart-0', 'prod'));
    await say({ do: 'mute', seconds: 60, subject: null }, FILE);
    expect(triage).toHaveBeenCalledOnce();
  });

  test.each([null, 'D0ROSA0001'])('%s is no channel', async (channel) => {
    await expect(say({ do: 'mute', seconds: 60, subject: null }, channel)).rejects.toThrow(UsageError);
    await expect(say({ do: 'subscribe', wants: null }, channel)).rejects.toThrow(/Slack channel/);
  });

  test('who silences a channel is kept in the audit, once; what changes nothing is not', async () => {
    await say({ do: 'subscribe', wants: null });
    await say({ do: 'mute', seconds: 3_600, subject: 'shop' });
    await say({ do: 'mute', seconds: 3_600, subject: 'shop' });
    await say({ do: 'unmute', subject: 'shop' });
    await say({ do: 'unsubscribe' });
    await say({ do: 'unsubscribe' });
    await say({ do: 'channels' });
    const kept = await Array.fromAsync(auditStore(part.redis).read());
    expect(kept.map(({ what, who }) => [what, who])).toEqual(
      ['subscribed', 'muted', 'unmuted', 'unsubscribed'].map((what) => [what, 'U0ROSA0001']),
    );
    expect(kept[1]?.says).toMatch(/^<#C0OTHER001>: `shop` is muted in this channel until .* UTC/);
    expect(await auditStore(part.redis).verify()).toMatchObject({ whole: true, records: 4 });
  });
});
