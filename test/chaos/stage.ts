/** What the chaos plays on: a cluster whose writes are counted, a registry, a Slack, and a Redis that keeps its AOF. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { type SandboxCluster, startCluster } from '../../src/sandbox/cluster/cluster.ts';
import { freePort } from '../../src/sandbox/parts/redis.ts';
import { createDistribution } from '../../src/sandbox/registry/distribution.ts';
import { openGate } from '../../src/sandbox/registry/gate.ts';
import type { RateTier } from '../../src/sandbox/slack/options.ts';
import { startSlack } from '../../src/sandbox/slack/server.ts';
import { namespace, workload } from '../../src/sandbox/world/objects.ts';
import { SIGNING_SECRET } from '../bot/setup/signed.ts';
import { KEYS } from '../sandbox/slack/setup.ts';
import { keeper } from './keeper.ts';

export const NAMESPACE = 'chaos';
/** What Slack bears is not what is tried. */
const NO_LIMITS = { post: 60_000, tier2: 60_000, tier3: 60_000, tier4: 60_000, special: 60_000 };
export const GROUP = 'S0ONCALL01';

export interface Stage {
  readonly slackUrl: URL;
  readonly cluster: SandboxCluster;
  readonly redisUrl: string;
  /** Environment of the product's processes; the bot's port and its secrets come beside. */
  readonly env: Readonly<Record<string, string>>;
  readonly botEnv: Readonly<Record<string, string>>;
  /** A Deployment whose tag does not exist, with one that does beside it. */
  deploy(name: string): void;
  /** Workloads of any name that want the same image. */
  run(workloads: readonly string[], image: string): void;
  /** `127.0.0.1:port` of the registry. */
  readonly registry: string;
  /** Another tag of its repository. */
  push(name: string, tag: string): void;
  /** How often a write of this Deployment reached the API server, dry runs apart. */
  writes(name: string): number;
  /** Kills Redis; it is up again, with what it had, when this returns. */
  killRedis(): Promise<void>;
  stop(): Promise<void>;
}

/** What a play needs beside that: more of the YAML file, other limits of Slack. */
export interface StageOptions {
  readonly config?: Readonly<Record<string, unknown>>;
  /** Registries beside its own, and the environment that holds their passwords. */
  readonly registries?: readonly object[];
  readonly env?: Readonly<Record<string, string>>;
  readonly rates?: Partial<Record<RateTier, number>>;
  /** Where records name the registry; else any free one. */
  readonly registryPort?: number;
  /** One that is there already; else one is started, and only that can be killed. */
  readonly redisUrl?: string;
}

export async function startStage(
  redisProgram: string,
  {
    config = {},
    registries = [],
    env = {},
    rates = NO_LIMITS,
    registryPort,
    redisUrl: given,
  }: StageOptions = {},
): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'chaos-'));
  const writes = new Map<string, number>();
  const [port, botPort, redisPort] = [registryPort ?? (await freePort()), await freePort(), await freePort()];
  const gate = await openGate({ port, state: 'plain' });
  const host = `127.0.0.1:${port}`;
  const registry = createDistribution();
  gate.host('127.0.0.1', registry.handle);
  gate.host(host, registry.handle);
  const cluster = await startCluster({
    name: 'prod',
    plainHttp: [host],
    terminationMs: 50,
    seen: (method, path, query) => {
      const name = new RegExp(`/namespaces/${NAMESPACE}/deployments/([^/]+)$`).exec(path)?.[1];
      if (name && method === 'PATCH' && !query.has('dryRun')) writes.set(name, (writes.get(name) ?? 0) + 1);
    },
  });
  cluster.apply([namespace(NAMESPACE)]);
  const slack = await startSlack({
    ...KEYS,
    signingSecret: SIGNING_SECRET,
    events: { url: `http://127.0.0.1:${botPort}/slack/events` },
    rates,
  });
  const files = { kubeconfig: join(folder, 'kubeconfig'), config: join(folder, 'config.yaml') };
  await writeFile(files.kubeconfig, cluster.kubeconfig(), { mode: 0o600 });
  await writeFile(
    files.config,
    stringify({
      clusters: [{ name: 'prod', kubeconfig: files.kubeconfig }],
      registries: [{ name: 'registry', host, kind: 'distribution', plainHttp: true }, ...registries],
      network: { allowAddresses: ['127.0.0.0/8'] },
      remediations: { enabled: ['set-nearest-tag'], approvers: [{ groups: [GROUP] }] },
      ...config,
    }),
  );
  const redis = given === undefined ? keeper(redisProgram, folder, redisPort) : null;
  await redis?.start();
  const redisUrl = given ?? `redis://127.0.0.1:${redisPort}`;
  return {
    slackUrl: new URL(slack.url),
    cluster,
    redisUrl,
    env: {
      ...env,
      HOME: folder,
      REDIS_URL: redisUrl,
      REGISTRY_MEDIC_CONFIG: files.config,
      LOG_LEVEL: 'warn',
    },
    botEnv: {
      SLACK_BOT_TOKEN: KEYS.botToken,
      SLACK_SIGNING_SECRET: SIGNING_SECRET,
      SLACK_API_URL: slack.apiUrl,
      PORT: String(botPort),
    },
    deploy(name) {
      registry.store.push({ repository: `team/${name}`, tags: ['1.0.1'] });
      const image = `${host}/team/${name}:1.0.2`;
      cluster.apply([workload({ kind: 'Deployment', namespace: NAMESPACE, name, image })]);
    },
    registry: host,
    run: (workloads, image) =>
      cluster.apply(
        workloads.map((name) => workload({ kind: 'Deployment', namespace: NAMESPACE, name, image })),
      ),
    push: (name, tag) => void registry.store.push({ repository: `team/${name}`, tags: [tag] }),
    writes: (name) => writes.get(name) ?? 0,
    killRedis: async () => redis?.kill(),
    async stop() {
      await redis?.stop();
      await slack.stop();
      await cluster.stop();
      await gate.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
