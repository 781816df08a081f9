/** The product as it runs, a bot and workers as processes of their own, over a cluster of failing pods and a Slack. */
import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { connectRedis, type RedisConnection } from '../../src/clients/redis.ts';
import type { Incident } from '../../src/engine/incident.ts';
import { createQueues, type Queues } from '../../src/jobs/queues.ts';
import { provide } from '../../src/sandbox/parts/provide.ts';
import { freePort } from '../../src/sandbox/parts/redis.ts';
import { startSlack } from '../../src/sandbox/slack/server.ts';
import { type IncidentStore, incidentStore } from '../../src/store/incidents.ts';
import { SIGNING_SECRET } from '../bot/setup/signed.ts';
import { keeper } from '../chaos/keeper.ts';
import { type Running, startMain } from '../e2e/processes-of.ts';
import { KEYS } from '../sandbox/slack/setup.ts';
import { NODE_OPTIONS } from './image.ts';
import { openSweepWorld, type SweepWorld, type WorldSize } from './sweep-world.ts';

/** What Slack bears is not what is measured. */
const NO_LIMITS = {
  post: 600_000,
  tier2: 600_000,
  tier3: 600_000,
  tier4: 600_000,
  special: 600_000,
};

/** As the chart's Redis has it; by `always` each write takes the disk's time, a few milliseconds here. */
const APPEND_FSYNC = process.env['BENCH_APPENDFSYNC'] === 'always' ? 'always' : 'everysec';

export interface Product {
  readonly world: SweepWorld;
  readonly slackUrl: URL;
  readonly botPort: number;
  readonly redis: RedisConnection;
  readonly queues: Queues;
  readonly incidents: IncidentStore;
  startRole(role: string): Promise<Running>;
  /** A question about the nth failing pod, waiting for a worker. */
  enqueue(id: string, failing: number): Promise<Incident>;
  /** `team-0/failing-12`. */
  pod(failing: number): string;
  stop(): Promise<void>;
}

export async function openProduct(size: WorldSize): Promise<Product> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  const world = await openSweepWorld(size);
  const [botPort, redisPort] = [await freePort(), await freePort()];
  const slack = await startSlack({
    ...KEYS,
    signingSecret: SIGNING_SECRET,
    events: { url: `http://127.0.0.1:${botPort}/slack/events` },
    rates: NO_LIMITS,
  });
  const slackApi = new URL(slack.apiUrl);
  if (size.way) slackApi.port = String(await size.way('Slack', Number(slackApi.port)));
  const given = parse(await readFile(world.env['REGISTRY_MEDIC_CONFIG'] ?? '', 'utf8')) as object;
  const config = join(folder, 'config.yaml');
  const clusters = [{ name: 'prod', kubeconfig: world.env['KUBECONFIG'] }];
  await writeFile(config, stringify({ ...given, clusters }));
  const keep = keeper(await provide('redis'), folder, redisPort, APPEND_FSYNC);
  await keep.start();
  const redisUrl = `redis://127.0.0.1:${redisPort}`;
  const redis = await connectRedis(redisUrl, 'requests', () => {});
  const queues = createQueues(redis, [{ name: 'prod', default: true }], () => {});
  const incidents = incidentStore(redis);
  const started: Running[] = [];
  const env = {
    HOME: folder,
    REDIS_URL: redisUrl,
    REGISTRY_MEDIC_CONFIG: config,
    LOG_LEVEL: 'error',
    NODE_OPTIONS,
    // As in the image; here the first start of a role fills it.
    NODE_COMPILE_CACHE: join(folder, 'compiled'),
  };
  const botEnv = {
    SLACK_BOT_TOKEN: KEYS.botToken,
    SLACK_SIGNING_SECRET: SIGNING_SECRET,
    SLACK_API_URL: slackApi.href,
    PORT: String(botPort),
  };
  const nodeEnv = { NODE_NAME: 'worker-1', CLUSTER_NAME: 'prod', NODE_ROOT: folder };
  const causes = size.causes?.length ?? 12;
  const namespaceOf = (failing: number): string => `team-${Math.floor(failing / causes) % size.namespaces}`;
  return {
    world,
    slackUrl: new URL(slack.url),
    botPort,
    redis,
    queues,
    incidents,
    async startRole(role) {
      const own = role === 'bot' || role === 'all' ? botEnv : role === 'node' ? nodeEnv : {};
      const running = await startMain({ ...env, ...own, REGISTRY_MEDIC_ROLE: role });
      started.push(running);
      return running;
    },
    async enqueue(id, failing) {
      const incident = question(id, namespaceOf(failing), `failing-${failing}`);
      await incidents.open(incident);
      await queues.diagnose(incident);
      return incident;
    },
    pod: (failing) => `${namespaceOf(failing)}/failing-${failing}`,
    async stop() {
      await Promise.all(started.map((one) => one.kill('SIGKILL')));
      await queues.stop();
      redis.disconnect();
      await keep.stop();
      await slack.stop();
      await world.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function question(id: string, namespace: string, name: string): Incident {
  const at = new Date().toISOString();
  return {
    id,
    requestId: id.replace('inc', 'req'),
    createdAt: at,
    askedBy: 'U0ROSA0001',
    place: { channel: 'C0SHOP0001', thread: null },
    question: { kind: 'pull', what: name, namespace, cluster: 'prod' },
    run: 1,
    runAt: at,
    message: 1,
    state: { is: 'waiting' },
  };
}

/** CPU that a process has used so far, milliseconds; a tick of the kernel is ten. */
export function cpuMsOf(pid: number | undefined): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** Memory it holds now, bytes. */
export function residentOf(pid: number | undefined): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) * 1024;
}
