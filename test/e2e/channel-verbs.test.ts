/** What people say about alerts in their channel: subscribed, muted, listened to again, over HTTP as Slack sends it. */
import { execFile } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectRedis } from '../../src/clients/redis.ts';
import { freePort } from '../../src/sandbox/parts/redis.ts';
import { incomingWebhook } from '../../src/sandbox/slack/incoming.ts';
import { sightingStore } from '../../src/store/sightings.ts';
import { type Message, type People, peopleOf, until } from '../chaos/person.ts';
import { NAMESPACE, type Stage, startStage } from '../chaos/stage.ts';
import { CHILD_ENV } from '../setup/child-env.ts';
import { describeWith } from '../setup/part.ts';
import { type Running, startMain } from './processes-of.ts';

const PATIENCE_MS = 90_000;
const TOKEN = 'alertmanager-sends-this';
const CHANNEL = 'C0ALERT001';
const CLI = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));

describeWith('redis', 'a channel says what it wants to hear', (redis) => {
  let stage: Stage;
  let people: People;
  let webhook: string;
  let running: readonly Running[] = [];
  beforeAll(async () => {
    const port = await freePort();
    webhook = `http://127.0.0.1:${port}/webhooks/prod`;
    // The file names no channel.
    const alerts = {
      webhooks: [{ name: 'prod', kind: 'alertmanager', auth: { bearer: { tokenEnv: 'AM_TOKEN' } } }],
    };
    stage = await startStage(redis, { config: { alerts } });
    people = peopleOf(stage.slackUrl, PATIENCE_MS);
    const env = { ...stage.env, AM_TOKEN: TOKEN };
    running = await Promise.all([
      startMain({ ...env, ...stage.botEnv, REGISTRY_MEDIC_ROLE: 'bot', WEBHOOK_PORT: String(port) }),
      startMain({ ...env, REGISTRY_MEDIC_ROLE: 'worker' }),
    ]);
  });
  afterAll(async () => {
    await Promise.all(running.map((one) => one.kill('SIGKILL')));
    await stage?.stop();
  });

  /** What this person alone was told in the channel. */
  const whispers = async (): Promise<string> => {
    const url = new URL('/sandbox/messages?channel=alerts&user=rosa', stage.slackUrl);
    const { messages } = (await (await fetch(url)).json()) as {
      messages: readonly { visible_to?: string }[];
    };
    return JSON.stringify(messages.filter((one) => one.visible_to !== undefined));
  };
  const say = async (text: string, answer: RegExp): Promise<void> => {
    await fetch(new URL('/sandbox/command', stage.slackUrl), {
      method: 'POST',
      body: JSON.stringify({ user: 'rosa', channel: 'alerts', text: `/registry ${text}` }),
    });
    await until(PATIENCE_MS, `an answer to ${text}`, async () => answer.test(await whispers()));
  };
  const ours = async (): Promise<readonly Message[]> =>
    (await people.messages()).filter((one) => one.channel === CHANNEL && 'bot_profile' in one);
  const says = async (text: RegExp): Promise<boolean> =>
    (await ours()).some((one) => text.test(JSON.stringify(one)));

  /** A Deployment whose tag is missing; returns its pod's name once it fails. */
  async function broken(name: string): Promise<string> {
    stage.deploy(name);
    const pod = () =>
      stage.cluster.store
        .list('pods', NAMESPACE)
        .find(
          ({ metadata, status }) =>
            metadata.name.startsWith(name) && /ErrImagePull|ImagePullBackOff/.test(JSON.stringify(status)),
        );
    await until(PATIENCE_MS, `${name} fails`, async () => pod() !== undefined);
    return pod()?.metadata.name ?? '';
  }
  async function byWebhook(pod: string): Promise<void> {
    const labels = { alertname: 'KubePodNotReady', cluster: 'prod', namespace: NAMESPACE, pod };
    const alert = {
      status: 'firing',
      labels: { ...labels, severity: 'warning' },
      annotations: { summary: `Pod ${NAMESPACE}/${pod} cannot pull its image` },
      startsAt: new Date().toISOString(),
      endsAt: '0001-01-01T00:00:00Z',
      generatorURL: '',
      fingerprint: Buffer.from(pod).toString('hex').slice(-16),
    };
    const group = { version: '4', groupKey: pod, status: 'firing', receiver: 'medic', externalURL: '' };
    const { status } = await fetch(webhook, {
      method: 'POST',
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        ...group,
        groupLabels: {},
        commonLabels: {},
        commonAnnotations: {},
        truncatedAlerts: 0,
        alerts: [alert],
      }),
    });
    expect(status).toBe(200);
  }
  async function inChannel(pod: string): Promise<void> {
    const title = `[FIRING:1] KubePodNotReady ${NAMESPACE} (prod ${pod} warning)`;
    const { status } = await fetch(incomingWebhook(stage.slackUrl.origin, 'B0ALERT001', 'alerts'), {
      method: 'POST',
      body: JSON.stringify({ attachments: [{ title, fallback: title }] }),
    });
    expect(status).toBe(200);
  }
  const waiting = async (): Promise<number> => {
    const connection = await connectRedis(stage.redisUrl, 'requests', () => {});
    const count = await sightingStore(connection).targetsWaiting('prod');
    connection.disconnect();
    return count;
  };
  const cli = (...argv: readonly string[]) =>
    new Promise<{ code: number; out: string; err: string }>((resolve) => {
      const env = { ...CHILD_ENV, ...stage.env, AM_TOKEN: TOKEN };
      execFile(process.execPath, [CLI, ...argv], { env }, (error, out, err) =>
        resolve({ code: error === null ? 0 : Number(error.code ?? -1), out, err }),
      );
    });

  test('a channel that the file does not name subscribes: what a webhook tells is told there', async () => {
    await byWebhook(await broken('before'));
    await until(PATIENCE_MS, 'it was looked at', async () => (await waiting()) === 0);
    await say('subscribe clusters=prd', /I know no cluster `prd`/);
    await say('subscribe clusters=prod', /This channel is told of clusters `prod`/);
    await byWebhook(await broken('cart'));
    await until(PATIENCE_MS, 'the thread', () => says(/team\/cart.*has no tag/));
    expect(await says(/team\/before/)).toBe(false);
  });

  test('muted: what comes by webhook or stands in the channel gets nothing; unmuted it is answered', async () => {
    await say('mute 2w', /`2w` is no length of time/);
    await say(`mute 2h ${NAMESPACE}`, /is muted in this channel until .* UTC \(2 h\), by <@U0ROSA0001>/);
    const before = (await ours()).length;
    await byWebhook(await broken('web'));
    await inChannel(await broken('search'));
    await until(PATIENCE_MS, 'both are held', async () => (await waiting()) === 2);
    await pause(4_000);
    expect(await ours()).toHaveLength(before);
    const { out } = await cli('channels');
    expect(out).toMatch(new RegExp(`\`${NAMESPACE}\` is muted until .* UTC \\(2 h\\), by .*U0ROSA0001`));
    await say('unmute cart', /`cart` is not muted in this channel/);
    await pause(2_000);
    expect(await ours()).toHaveLength(before);
    await say('unmute', /is heard again in this channel/);
    await until(PATIENCE_MS, 'what came by webhook', () => says(/team\/web.*has no tag/));
    await until(PATIENCE_MS, 'what stands in the channel', () => says(/team\/search.*has no tag/));
    expect(await waiting()).toBe(0);
  });

  test('muted again for a shorter while it is answered when that ends, though it was held for longer before', async () => {
    await say('mute 3d', /Everything is muted in this channel until .* \(3 days\)/);
    await byWebhook(await broken('shorter'));
    await until(PATIENCE_MS, 'it is held', async () => (await waiting()) === 1);
    await pause(1_500);
    await say('mute 8s', /Everything is muted in this channel until .* \(8 s\)/);
    expect(await says(/team\/shorter/)).toBe(false);
    await until(PATIENCE_MS, 'its end', () => says(/team\/shorter.*has no tag/));
  });

  test('unsubscribed it is told of nothing; a terminal is no channel', async () => {
    await say('unsubscribe', /This channel is told of no alerts any more/);
    const before = (await ours()).length;
    await byWebhook(await broken('after'));
    await until(PATIENCE_MS, 'it was looked at', async () => (await waiting()) === 0);
    await pause(3_000);
    expect((await ours()).length).toBe(before);
    expect(await says(/team\/after/)).toBe(false);
    expect(await cli('channels')).toMatchObject({ code: 0, out: expect.stringMatching(/^No channel/) });
    expect(await cli('mute', '1h')).toMatchObject({
      code: 2,
      err: expect.stringMatching(/is about the Slack channel/),
    });
  });
});
