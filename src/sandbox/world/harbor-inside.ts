/** Harbor from the inside of its cluster: what its containers write, and what answers behind its Services. */

import type { KubeObject, Pod } from '../cluster/objects.ts';
import { timestamp } from '../cluster/objects.ts';
import type { LogEntry, LogSource, ServiceHandler, ServiceHandlers } from '../cluster/world.ts';
import type { Harbor } from '../harbor/harbor.ts';
import { harborLine } from '../harbor/sickness/lines.ts';
import { HARBOR_NAMESPACE } from './company.ts';

/** Ports of harbor-helm's Services by component. */
const PORTS: Readonly<Record<string, readonly number[]>> = {
  core: [80],
  jobservice: [80],
  portal: [80],
  registry: [5000, 8080],
  database: [5432],
  redis: [6379],
  trivy: [8080],
};
const RELEASE = 'harbor';
const LINE_EVERY_MS = 10_000;
const LOG_MS = 3_600_000;

/** One Service for each component, named as harbor-helm does. */
export function harborServices(): readonly KubeObject[] {
  return Object.entries(PORTS).map(([component, ports]) => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      namespace: HARBOR_NAMESPACE,
      name: `${RELEASE}-${component}`,
      labels: { app: 'harbor', component },
    },
    spec: {
      type: 'ClusterIP',
      selector: { app: 'harbor', release: RELEASE, component },
      ports: ports.map((port) => ({ name: `port-${port}`, port, protocol: 'TCP' })),
    },
  }));
}

/** Behind a Service is somebody as long as a pod of its component is ready. */
export function behindServices(harbor: Harbor, pods: () => readonly Pod[]): ServiceHandlers {
  const handlers: Readonly<Record<string, ServiceHandler>> = {
    core: core(harbor),
    jobservice: jobservice(harbor),
  };
  return {
    get(key) {
      const [, component = '', port = ''] =
        new RegExp(`^${HARBOR_NAMESPACE}/${RELEASE}-(.+):(\\d+)$`).exec(key) ?? [];
      if (!PORTS[component]?.includes(Number(port))) return undefined;
      return pods().some((pod) => isOf(pod, component) && isReady(pod)) ? handlers[component] : undefined;
    },
  };
}

/** The last hour of what a container writes when all is well, and what ails it at the end. */
export function logsOf(harbor: Harbor): LogSource {
  return ({ namespace, container, previous }) => {
    if (namespace !== HARBOR_NAMESPACE) return undefined;
    const { state } = harbor;
    const ailments = [...state.logs.values()].flat().filter((one) => one.component === container);
    return entries(
      container,
      state.now(),
      previous ? 'previous' : 'current',
      ailments.flatMap((one) => one.lines),
    );
  };
}

function* entries(
  component: string,
  now: Date,
  run: 'current' | 'previous',
  ailments: readonly string[],
): Generator<LogEntry> {
  const end = run === 'current' ? now.getTime() : now.getTime() - LOG_MS;
  for (let at = end - LOG_MS; at < end; at += LINE_EVERY_MS) {
    const date = new Date(at);
    yield { at: date.toISOString(), text: usual(component, date, at / LINE_EVERY_MS) };
  }
  for (const text of ailments) yield { at: new Date(end).toISOString(), text };
}

/** What each component writes all day. */
function usual(component: string, at: Date, count: number): string {
  const time = at.toISOString();
  switch (component) {
    case 'core':
      return harborLine(at, 'INFO', '/server/middleware/log/log.go:32', 'GET /api/v2.0/ping 200');
    case 'jobservice':
      return harborLine(
        at,
        'INFO',
        '/jobservice/worker/cworker/c_worker.go:76',
        `Job incoming: #${Math.floor(count)}`,
      );
    case 'registryctl':
      return harborLine(at, 'INFO', '/registryctl/handlers/handler.go:61', 'GET /api/health 200');
    case 'registry':
      return `time="${time}" level=info msg="response completed" http.request.method=GET http.request.uri="/v2/shop/cart/manifests/1.8.1" http.response.status=200`;
    case 'database':
      return `${time.replace('T', ' ').replace('Z', ' UTC')} [27] LOG:  checkpoint complete: wrote 12 buffers (0.1%)`;
    case 'redis':
      return `1:M ${time} * 10 changes in 300 seconds. Saving...`;
    default:
      return `10.244.0.1 - - [${time}] "GET /harbor/projects HTTP/1.1" 200 612`;
  }
}

/** Harbor itself, asked without its ingress. */
function core({ handle }: Harbor): ServiceHandler {
  return async ({ method, path, query }) => {
    const said = await handle({ method, host: `${RELEASE}-core`, path, query, header: () => undefined });
    const type = said.headers?.['content-type'];
    return { status: said.status, body: String(said.body ?? ''), ...(type ? { type } : {}) };
  };
}

/** The job service's own API tells its pools to anybody inside (src/jobservice/api). */
function jobservice({ state }: Harbor): ServiceHandler {
  return ({ path }) => {
    if (path !== '/api/v1/stats') return { status: 404, body: '{"code":10001,"message":"not found"}' };
    const says = state.ailing.get('redis');
    if (says !== undefined) {
      const error = { code: 10004, message: 'check stats of server failed with error', details: says };
      return { status: 500, body: JSON.stringify(error) };
    }
    const pools = [...state.work.pools.values()].map((pool) => ({
      worker_pool_id: pool.id,
      started_at: timestamp(pool.startedAt),
      heartbeat_at: timestamp(pool.heartbeat === 'beats' ? state.now() : pool.heartbeat),
      job_names: ['REPLICATION', 'GARBAGE_COLLECTION', 'IMAGE_SCAN'],
      concurrency: pool.workers,
      status: pool.heartbeat === 'beats' ? 'Healthy' : 'Dead',
    }));
    return { status: 200, body: JSON.stringify({ worker_pools: pools }) };
  };
}

function isOf({ metadata }: Pod, component: string): boolean {
  return metadata.labels?.['component'] === component;
}

function isReady(pod: Pod): boolean {
  return pod.status?.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') ?? false;
}
