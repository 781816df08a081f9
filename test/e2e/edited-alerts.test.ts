/** Alerts and pasted errors that are edited in place, from the sandbox's Slack through the bot: nothing is lost, nothing is told twice. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { connectRedis, type RedisConnection } from '../../src/clients/redis.ts';
import { targetKey } from '../../src/engine/sighting.ts';
import { type RedisPart, startRedisServer } from '../../src/sandbox/parts/redis.ts';
import { sightingStore } from '../../src/store/sightings.ts';
import { eventually } from '../bot/setup/running.ts';
import { describeWith } from '../setup/part.ts';
import { type Running, startMain, startWorkspace, type Workspace } from './processes-of.ts';

/** `#alerts` of the sandbox. */
const CHANNEL = 'C0ALERT001';

describeWith('redis', 'edits in place', (program) => {
  let folder: string;
  let part: RedisPart;
  let redis: RedisConnection;
  let workspace: Workspace;
  let bot: Running;
  beforeAll(async () => {
    part = await startRedisServer(program);
    redis = await connectRedis(part.url, 'worker', () => {});
    workspace = await startWorkspace();
    folder = await mkdtemp(join(tmpdir(), 'edited-'));
    const config = join(folder, 'config.yaml');
    const clusters = [{ name: 'prod', default: true }];
    await writeFile(config, stringify({ clusters, alerts: { channels: [{ channel: CHANNEL }] } }));
    // Without a worker, what was told waits to be counted.
    bot = await startMain({ REDIS_URL: part.url, REGISTRY_MEDIC_CONFIG: config, ...workspace.env });
  }, 120_000);
  afterAll(async () => {
    await bot?.kill('SIGKILL');
    await workspace?.slack.stop();
    redis?.disconnect();
    await part?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  async function send(path: string, body: object): Promise<string> {
    const sent = JSON.stringify({ channel: 'alerts', ...body });
    const response = await fetch(new URL(path, workspace.slack.url), { method: 'POST', body: sent });
    if (!response.ok) throw new Error(await response.text());
    return ((await response.json()) as { readonly ts: string }).ts;
  }
  const post = (said: object): Promise<string> => send('/sandbox/message', { text: '', ...said });
  const edit = (ts: string, said: object): Promise<string> => send('/sandbox/edit', { ts, ...said });
  const statuses = async (pod: string): Promise<readonly string[]> =>
    (await sightingStore(redis).waiting(targetKey({ cluster: 'prod', namespace: 'shop', pod }), 20)).map(
      ({ status }) => status,
    );
  const told = (pod: string, ...expected: readonly string[]) =>
    eventually(async () => expect(await statuses(pod)).toEqual(expected), 20_000);
  const app = (...titles: readonly string[]) => ({
    bot_id: 'B0ALERT001',
    attachments: titles.map((title) => ({ title })),
  });
  const pods = (state: string, pod: string): string => `${state} KubePodNotReady shop (prod ${pod} warning)`;
  /** What is told after all the rest has been taken: then nothing is under way any more. */
  let count = 0;
  async function settled(): Promise<void> {
    count += 1;
    await post(app(pods('[FIRING:1]', `last-${count}`)));
    await told(`last-${count}`, 'firing');
  }

  test('an app edits from one pod to another, decorates, and resolves', async () => {
    const ts = await post(app(pods('[FIRING:1]', 'cart-1')));
    await told('cart-1', 'firing');
    await edit(ts, app(pods('[FIRING:1]', 'cart-2')));
    await told('cart-2', 'firing');
    await told('cart-1', 'firing', 'resolved');
    await edit(ts, app(pods('[FIRING:1] :fire:', 'cart-2')));
    await settled();
    expect(await statuses('cart-2')).toEqual(['firing']);
    await edit(ts, app(pods('[RESOLVED]', 'cart-2')));
    await told('cart-2', 'firing', 'resolved');
    await edit(ts, app(pods('[RESOLVED] :tada:', 'cart-2')));
    await settled();
    expect(await statuses('cart-1')).toEqual(['firing', 'resolved']);
    expect(await statuses('cart-2')).toEqual(['firing', 'resolved']);
  }, 120_000);

  test('an app resolves without a word of what it was about, and fires again', async () => {
    const ts = await post(app(pods('[FIRING:1]', 'cart-5')));
    await told('cart-5', 'firing');
    await edit(ts, app('[RESOLVED] KubePodNotReady'));
    await told('cart-5', 'firing', 'resolved');
    await edit(ts, app(pods('[FIRING:1]', 'cart-5')));
    await told('cart-5', 'firing', 'resolved', 'firing');
  }, 120_000);

  test('a person edits talk to an error, corrects its pod, thanks, and takes it all away', async () => {
    const error = (pod: string): string => `pod ${pod} in ns shop on cluster prod: ImagePullBackOff`;
    const ts = await post({ user: 'rosa', text: 'help please' });
    await edit(ts, { text: error('cart-3') });
    await told('cart-3', 'firing');
    await edit(ts, { text: error('cart-4') });
    await told('cart-4', 'firing');
    await edit(ts, { text: `${error('cart-4')} (thanks)` });
    await edit(ts, { text: 'never mind' });
    await settled();
    expect(await statuses('cart-3')).toEqual(['firing', 'resolved']);
    expect(await statuses('cart-4')).toEqual(['firing']);
  }, 120_000);
});
