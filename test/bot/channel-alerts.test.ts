import { Queue } from 'bullmq';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { connectRedis, type RedisConnection } from '../../src/clients/redis.ts';
import { targetKey } from '../../src/engine/sighting.ts';
import { triageQueue } from '../../src/jobs/queues.ts';
import type { RedisPart } from '../../src/sandbox/parts/redis.ts';
import { sightingStore } from '../../src/store/sightings.ts';
import { subscriptionStore } from '../../src/store/subscriptions.ts';
import { startOwnRedis } from '../setup/own-redis.ts';
import { describeWith } from '../setup/part.ts';
import { type FakeSlack, startFakeSlack } from './setup/fake-slack.ts';
import { eventually, type Medic, startMedic } from './setup/running.ts';
import { sendEvent } from './setup/signed.ts';

const CHANNEL = 'C0ALERTS01';
let clock = 1_795_000_000;

function alert(title: string, more: Record<string, unknown> = {}) {
  clock += 60;
  return {
    event_id: `Ev${clock}`,
    event: {
      type: 'message',
      subtype: 'bot_message',
      bot_id: 'B1',
      channel: CHANNEL,
      channel_type: 'channel',
      ts: `${clock}.000100`,
      event_ts: `${clock}.000100`,
      text: '',
      attachments: [{ title }],
      ...more,
    },
  };
}

describeWith('redis', 'alerts in channels', () => {
  let part: RedisPart;
  let redis: RedisConnection;
  let slack: FakeSlack;
  let medic: Medic;
  let queue: Queue;
  beforeAll(async () => {
    part = await startOwnRedis(11);
    redis = await connectRedis(part.url, 'worker', () => {});
    slack = await startFakeSlack();
    medic = await startMedic({
      redis: part.url,
      slack: slack.url,
      role: 'bot',
      answer: async () => {
        throw new Error('a bot answers nothing');
      },
      env: { REGISTRY_MEDIC_CONFIG: new URL('./setup/alerts.yaml', import.meta.url).pathname },
    });
    queue = new Queue(triageQueue('prod'), { connection: redis, skipVersionCheck: true });
  });
  afterAll(async () => {
    await queue.close();
    await medic.stop();
    await slack.stop();
    redis.disconnect();
    await part.stop();
  });
  beforeEach(async () => {
    await queue.obliterate({ force: true });
    slack.calls.length = 0;
  });

  const told = (pod: string, cluster = 'prod') =>
    sightingStore(redis).waiting(targetKey({ cluster, namespace: 'shop', pod }), 10);
  const statuses = async (pod: string) => (await told(pod)).map(({ status }) => status);

  const waiting = async () => (await queue.getWaiting()).map(({ data }) => String(data.target.pod));
  /** Something that is told, sent after all the rest. */
  const after = async () => {
    await sendEvent(medic.port, alert(`[FIRING:1] KubePodNotReady shop (prod last-${clock} warning)`));
    const last = `last-${clock - 60}`;
    await eventually(async () => {
      expect(await statuses(last)).toEqual(['firing']);
      expect(await waiting()).toContain(last);
    });
  };

  test('an alert is kept and queued once, however often Slack delivers it', async () => {
    const sent = alert('[FIRING:1] KubePodNotReady shop (prod cart-1 critical)');
    for (const event_id of [sent.event_id, sent.event_id, `${sent.event_id}-again`])
      expect((await sendEvent(medic.port, { ...sent, event_id })).status).toBe(200);
    const place = { channel: CHANNEL, ts: sent.event.ts };
    const seen = { source: 'slack', severity: 'critical', alertname: 'KubePodNotReady', place };
    await eventually(async () => {
      expect(await told('cart-1')).toMatchObject([seen]);
      const targets = (await queue.getWaiting()).map(({ data }) => data.target);
      expect(targets).toMatchObject([{ cluster: 'prod', namespace: 'shop', pod: 'cart-1' }]);
    });
  });

  test('resolved in place, fired again in place: each is told', async () => {
    const title = 'KubePodNotReady shop (prod cart-2 warning)';
    const first = alert(`[FIRING:1] ${title}`);
    await sendEvent(medic.port, first);
    await eventually(async () => expect(await statuses('cart-2')).toEqual(['firing']));
    const edit = (before: string, now: string) => {
      clock += 60;
      const at = `${clock}.000200`;
      const message = (state: string) => ({ ...first.event, attachments: [{ title: `${state} ${title}` }] });
      const event = { type: 'message', subtype: 'message_changed', channel: CHANNEL, ts: at, event_ts: at };
      return {
        event_id: `Ev${at}`,
        event: { ...event, message: message(now), previous_message: message(before) },
      };
    };
    await sendEvent(medic.port, edit('[FIRING:1]', '[RESOLVED]'));
    await eventually(async () => expect(await statuses('cart-2')).toEqual(['firing', 'resolved']));
    await sendEvent(medic.port, edit('[RESOLVED]', '[FIRING:1]'));
    await eventually(async () => expect(await statuses('cart-2')).toEqual(['firing', 'resolved', 'firing']));
    expect(new Set((await told('cart-2')).map((sighting) => sighting.alert)).size).toBe(1);
  });

  test('nothing else gets anything: other channels, other alerts, foreign clusters, talk', async () => {
    const pods = ['cart-3', 'cart-4', 'cart-5'] as const;
    await sendEvent(
      medic.port,
      alert(`[FIRING:1] KubePodNotReady shop (prod ${pods[0]} warning)`, { channel: 'C0OTHER001' }),
    );
    await sendEvent(medic.port, alert(`[FIRING:1] KubePodCrashLooping shop (prod ${pods[1]} warning)`));
    await sendEvent(medic.port, alert(`[FIRING:1] KubePodNotReady shop (edge-7 ${pods[2]} warning)`));
    await sendEvent(
      medic.port,
      alert('', { bot_id: undefined, subtype: undefined, user: 'U1', text: 'good morning' }),
    );
    await after();
    for (const pod of pods) expect(await statuses(pod)).toEqual([]);
    // What an earlier test told of may be queued as late as this.
    expect((await waiting()).filter((pod) => !/^(cart-2|last-\d+)$/.test(pod))).toEqual([]);
    expect(slack.calls.map(({ method }) => method)).toEqual([]);
  });

  test('a channel that subscribed to one namespace is told of that one', async () => {
    const store = subscriptionStore(redis);
    const said = { by: 'U1', at: new Date().toISOString() };
    await store.say({ channel: CHANNEL, wants: { namespaces: ['pay'] }, ...said });
    await sendEvent(medic.port, alert('[FIRING:1] KubePodNotReady shop (prod cart-6 warning)'));
    await sendEvent(medic.port, alert('[FIRING:1] KubePodNotReady pay (prod pay-6 warning)'));
    await eventually(async () => {
      const paid = await sightingStore(redis).waiting(
        targetKey({ cluster: 'prod', namespace: 'pay', pod: 'pay-6' }),
        10,
      );
      expect(paid).toHaveLength(1);
    });
    expect(await statuses('cart-6')).toEqual([]);
    await store.forget(CHANNEL);
    await sendEvent(medic.port, alert('[FIRING:1] KubePodNotReady shop (prod cart-6 warning)'));
    await eventually(async () => expect(await statuses('cart-6')).toEqual(['firing']));
  });
});
