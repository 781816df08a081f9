/** The work of a Harbor that is well: two policies, a pool of ten workers, a collection every night. */
import type { Collection, Execution, Job, Policy, Pool, RegistryEndpoint, ScanAll } from './records.ts';

export interface Work {
  readonly endpoints: Map<number, RegistryEndpoint>;
  readonly policies: Map<number, Policy>;
  /** Newest first. */
  readonly executions: Execution[];
  /** By id; in redis. */
  readonly jobs: Map<string, Job>;
  readonly pools: Map<string, Pool>;
  /** Job types whose queue is paused. */
  readonly paused: Set<string>;
  /** Pending jobs that nobody looks at one by one: type → how many and since when. */
  readonly backlog: Map<string, { readonly count: number; readonly since: Date }>;
  /** Newest first. */
  readonly collections: Collection[];
  collectionPlan: { readonly type: string; readonly cron: string } | null;
  readonly scan: ScanAll;
  /** What policies that are gone copied, by name: one that comes back copies it again. */
  readonly copied: Map<string, readonly string[]>;
  /** How late an execution's status follows its tasks, milliseconds. */
  refreshMs: number;
  /** How long a replication task takes, milliseconds. */
  taskMs: number;
}

export const POOL = 'b4a3f1c0d2e94f7a';
const WORKERS = 10;
const DAY_MS = 86_400_000;
const CREATED = new Date('2026-01-05T08:00:00.000Z');
const IMAGES = [
  'shop/cart:1.8.1',
  'shop/checkout:2.3.0',
  'shop/catalog:4.0.2',
  'shop/search:1.1.7',
  'billing/api:3.2.0',
  'billing/worker:3.2.0',
  'billing/invoices:1.9.4',
  'data/etl:5.0.1',
  'data/reports:2.2.2',
  'data/exporter:1.0.9',
  'library/alpine:3.22',
  'library/nginx:1.29',
];

export function createWork(now: Date): Work {
  const second: RegistryEndpoint = {
    id: 1,
    name: 'registry',
    type: 'docker-registry',
    url: 'https://registry.acme.test',
    insecure: false,
    accessKey: 'harbor',
    status: 'healthy',
  };
  const upstream: RegistryEndpoint = {
    id: 2,
    name: 'upstream',
    type: 'harbor',
    url: 'https://harbor.upstream.test',
    insecure: false,
    accessKey: 'robot$acme',
    status: 'healthy',
  };
  const usual = { enabled: true, override: true, speed: -1, single: false, createdAt: CREATED };
  const push: Policy = {
    ...usual,
    id: 1,
    name: 'releases-to-registry',
    description: 'Releases of every team to the second registry',
    direction: 'push',
    endpoint: second.id,
    trigger: 'scheduled',
    cron: '0 0 * * * *',
    filters: [{ type: 'tag', value: '*.*.*' }],
    destNamespace: '',
    resources: IMAGES,
  };
  const pull: Policy = {
    ...usual,
    id: 2,
    name: 'base-images-from-upstream',
    description: 'Base images, on demand',
    direction: 'pull',
    endpoint: upstream.id,
    trigger: 'manual',
    filters: [{ type: 'name', value: 'base/**' }],
    destNamespace: 'library',
    resources: ['base/debian:13', 'base/node:24', 'base/python:3.14'],
  };
  const night = Math.floor(now.getTime() / DAY_MS) * DAY_MS;
  return {
    endpoints: new Map([second, upstream].map((one) => [one.id, one])),
    policies: new Map([push, pull].map((one) => [one.id, one])),
    executions: [],
    jobs: new Map(),
    pools: new Map([
      [
        POOL,
        { id: POOL, startedAt: new Date(now.getTime() - 3_600_000), heartbeat: 'beats', workers: WORKERS },
      ],
    ]),
    paused: new Set(),
    backlog: new Map(),
    collections: [0, 1, 2].map((ago) => nightly(30 - ago, new Date(night - ago * DAY_MS))),
    collectionPlan: { type: 'Daily', cron: '0 0 0 * * *' },
    scan: {
      scanner: 'there',
      total: 0,
      completed: 0,
      metrics: new Map(),
      ongoing: false,
      trigger: 'Manual',
    },
    copied: new Map(),
    refreshMs: 30_000,
    taskMs: 1_500,
  };
}

function nightly(id: number, at: Date): Collection {
  const line = (text: string): string =>
    `${at.toISOString().slice(0, 19)}Z [INFO] [/jobservice/job/impl/gc/garbage_collection.go:160]: ${text}`;
  return {
    id,
    kind: 'SCHEDULE',
    status: 'Success',
    dryRun: false,
    deleteUntagged: false,
    workers: 1,
    createdAt: at,
    updatedAt: new Date(at.getTime() + 41_000),
    freed: { space: 52_428_800, blobs: 14, manifests: 3 },
    log: [
      line('start to run gc in job.'),
      line('14 blobs and 3 manifests eligible for deletion'),
      line('success to run gc in job.'),
    ],
  };
}
