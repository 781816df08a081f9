/** What the storm blows over: a cluster of failing pods with twenty roots, a Slack with its limits, the product's processes. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { freePort } from '../../src/sandbox/parts/redis.ts';
import { startSlack } from '../../src/sandbox/slack/server.ts';
import { openSweepWorld } from '../bench/sweep-world.ts';
import { SIGNING_SECRET } from '../bot/setup/signed.ts';
import { keeper } from '../chaos/keeper.ts';
import { type Running, startMain } from '../e2e/processes-of.ts';
import { KEYS } from '../sandbox/slack/setup.ts';

export const CHANNEL = 'C0ALERT001';
const TOKEN = 'the-storm-sends-this';

/** Six hosts that fail as a whole, two logins, one platform, two tags, two repositories, a Secret in each of seven namespaces. */
export const SIZE = { pods: 1_000, failing: 1_000, namespaces: 7, nodes: 20 } as const;
export const ROOTS = 20;

export interface StormStage {
  readonly slackUrl: URL;
  readonly redisUrl: string;
  readonly processes: { bot: Running; worker: Running };
  /** Posts one webhook body; its status. */
  send(body: unknown): Promise<number>;
  /** Kills both processes and Redis, and starts them again. */
  restartAll(): Promise<void>;
  stop(): Promise<void>;
}

export async function startStorm(redisProgram: string): Promise<StormStage> {
  const folder = await mkdtemp(join(tmpdir(), 'storm-'));
  const world = await openSweepWorld(SIZE);
  const [botPort, redisPort, webhookPort] = [await freePort(), await freePort(), await freePort()];
  const slack = await startSlack({
    ...KEYS,
    signingSecret: SIGNING_SECRET,
    events: { url: `http://127.0.0.1:${botPort}/slack/events` },
    // Less than Slack takes, so that it often has to say 429.
    rates: { post: 40, tier3: 40 },
  });
  const given = parse(await readFile(world.env['REGISTRY_MEDIC_CONFIG'] ?? '', 'utf8')) as object;
  const config = join(folder, 'config.yaml');
  await writeFile(
    config,
    stringify({
      ...given,
      clusters: [{ name: 'prod', kubeconfig: world.env['KUBECONFIG'] }],
      alerts: {
        channels: [{ channel: CHANNEL }],
        // Threads are what is counted here.
        digest: { incidents: 100, minutes: 5 },
        webhooks: [{ name: 'storm', kind: 'alertmanager', auth: { bearer: { tokenEnv: 'STORM_TOKEN' } } }],
      },
    }),
  );
  const redis = keeper(redisProgram, folder, redisPort);
  await redis.start();
  const redisUrl = `redis://127.0.0.1:${redisPort}`;
  const common = {
    HOME: folder,
    REDIS_URL: redisUrl,
    REGISTRY_MEDIC_CONFIG: config,
    LOG_LEVEL: process.env['STORM_LOG'] ?? 'error',
    NODE_OPTIONS: process.env['NODE_OPTIONS'] ?? '',
  };
  const env = { ...common, STORM_TOKEN: TOKEN };
  const bot = {
    ...env,
    REGISTRY_MEDIC_ROLE: 'bot',
    SLACK_BOT_TOKEN: KEYS.botToken,
    SLACK_SIGNING_SECRET: SIGNING_SECRET,
    SLACK_API_URL: slack.apiUrl,
    PORT: String(botPort),
    WEBHOOK_PORT: String(webhookPort),
  };
  const start = async () => ({
    bot: await startMain(bot),
    worker: await startMain({ ...env, REGISTRY_MEDIC_ROLE: 'worker' }),
  });
  const processes = await start();
  return {
    slackUrl: new URL(slack.url),
    redisUrl,
    processes,
    async send(body) {
      const response = await fetch(`http://127.0.0.1:${webhookPort}/webhooks/storm`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${TOKEN}` },
        body: JSON.stringify(body),
      });
      await response.body?.cancel();
      return response.status;
    },
    async restartAll() {
      await Promise.all([processes.bot.kill('SIGKILL'), processes.worker.kill('SIGKILL')]);
      await redis.kill();
      Object.assign(processes, await start());
    },
    async stop() {
      await Promise.all([processes.bot.kill('SIGKILL'), processes.worker.kill('SIGKILL')]);
      await redis.stop();
      await slack.stop();
      await world.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
