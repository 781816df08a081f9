/** The webhook port over a real Redis, and what a sender sends. */
import { readFileSync } from 'node:fs';
import { Queue } from 'bullmq';
import pino from 'pino';
import alertmanager from '../../../src/bot/webhooks/kinds/alertmanager.ts';
import grafana from '../../../src/bot/webhooks/kinds/grafana.ts';
import harbor from '../../../src/bot/webhooks/kinds/harbor.ts';
import pagerduty from '../../../src/bot/webhooks/kinds/pagerduty.ts';
import { startWebhooks, type WebhookServer } from '../../../src/bot/webhooks/server.ts';
import { connectRedis, type RedisConnection } from '../../../src/clients/redis.ts';
import { FileConfig } from '../../../src/config.ts';
import type { Sighting, SightingTarget } from '../../../src/engine/sighting.ts';
import { targetKey } from '../../../src/engine/sighting.ts';
import { createQueues, triageQueue } from '../../../src/jobs/queues.ts';
import type { RedisPart } from '../../../src/sandbox/parts/redis.ts';
import { sightingStore } from '../../../src/store/sightings.ts';
import { startOwnRedis } from '../../setup/own-redis.ts';

const SECRETS: Readonly<Record<string, string>> = {
  AM_TOKEN: 'planted-am-token',
  AM_PASSWORD: 'planted:am-password',
  GRAFANA_SECRET: 'planted-grafana-secret',
  PD_SECRET: 'planted-pd-secret',
  HARBOR_TOKEN: 'planted-harbor-token',
};

const webhooks = FileConfig.parse({
  alerts: {
    webhooks: [
      { name: 'am', kind: 'alertmanager', cluster: 'prod', auth: { bearer: { tokenEnv: 'AM_TOKEN' } } },
      {
        name: 'am-basic',
        kind: 'alertmanager',
        auth: { basic: { username: 'am', passwordEnv: 'AM_PASSWORD' } },
      },
      { name: 'grafana', kind: 'grafana', auth: { hmac: { secretEnv: 'GRAFANA_SECRET' } } },
      {
        name: 'grafana-timed',
        kind: 'grafana',
        auth: { hmac: { secretEnv: 'GRAFANA_SECRET', header: 'X-Signed', timestampHeader: 'X-Signed-At' } },
      },
      { name: 'pd', kind: 'pagerduty', auth: { hmac: { secretEnv: 'PD_SECRET' } } },
      { name: 'harbor', kind: 'harbor', auth: { bearer: { tokenEnv: 'HARBOR_TOKEN' } } },
    ],
  },
}).alerts.webhooks;

export const BEARER = { authorization: 'Bearer planted-am-token' };

export interface Port {
  readonly port: number;
  readonly redis: RedisConnection;
  readonly part: RedisPart;
  /** What was logged. */
  readonly lines: () => string;
  post(name: string, body: string | Buffer, headers?: Record<string, string>): Promise<Response>;
  waiting(target: SightingTarget): Promise<readonly Sighting[]>;
  /** What waits to be looked at in this cluster. */
  queued(cluster: string | null): Promise<readonly SightingTarget[]>;
  stop(): Promise<void>;
}

export async function startPort(
  database: number,
  within: Parameters<typeof startWebhooks>[2] = {},
): Promise<Port> {
  const part = await startOwnRedis(database);
  const redis = await connectRedis(part.url, 'requests', () => {});
  const queues = createQueues(
    redis,
    [
      { name: 'prod', default: false },
      { name: 'staging', default: false },
    ],
    () => {},
  );
  let logged = '';
  const log = pino(
    { level: 'debug' },
    {
      write: (line: string) => {
        logged += line;
      },
    },
  );
  const server: WebhookServer = await startWebhooks(
    0,
    {
      webhooks,
      kinds: [alertmanager, grafana, pagerduty, harbor],
      secret: (name) => SECRETS[name],
      sightings: sightingStore(redis),
      queues,
      here: {
        clusters: [
          { name: 'prod', also: [] },
          { name: 'staging', also: [] },
        ],
        registries: ['harbor.acme.test'],
        usual: null,
      },
      log,
    },
    within,
  );
  return {
    port: server.port,
    redis,
    part,
    lines: () => logged,
    post: (name, body, headers = {}) =>
      fetch(`http://127.0.0.1:${server.port}/webhooks/${name}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: body as BodyInit,
      }),
    waiting: (target) => sightingStore(redis).waiting(targetKey(target), 100),
    async queued(cluster) {
      const queue = new Queue(triageQueue(cluster), { connection: redis, skipVersionCheck: true });
      const jobs = await queue.getWaiting();
      await queue.close();
      return jobs.map(({ data }) => data.target);
    },
    async stop() {
      await server.stop(1_000);
      await queues.stop();
      redis.disconnect();
      await part.stop();
    },
  };
}

export function fixture(name: string): string {
  return readFileSync(new URL(`../../fixtures/webhooks/${name}.json`, import.meta.url), 'utf8');
}
