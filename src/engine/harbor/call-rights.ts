/** Which right of a robot each question to Harbor needs (goharbor/harbor src/server/v2.0/handler). Pure. */
import type { HarborReader } from './reader.ts';
import type { HarborRight } from './right.ts';

type Call = Exclude<keyof HarborReader, 'origin' | 'identity'>;

const system = (resource: string, action: string): readonly HarborRight[] => [
  { level: 'system', resource, action },
];
const project = (resource: string, action: string): readonly HarborRight[] => [
  { level: 'project', resource, action },
];

/** Nothing: anybody may ask, or everybody who logs in. Settings are for administrators alone. */
const RIGHTS: Readonly<Record<Call, readonly HarborRight[]>> = {
  api: [],
  ping: [],
  health: [],
  info: [],
  account: [],
  schedulerPaused: [],
  configuration: [],
  volumes: system('system-volumes', 'read'),
  robots: [...system('robot', 'list'), ...project('robot', 'list')],
  audit: system('audit-log', 'list'),
  pools: system('jobservice-monitor', 'list'),
  workers: system('jobservice-monitor', 'list'),
  queues: system('jobservice-monitor', 'list'),
  jobLog: system('jobservice-monitor', 'list'),
  schedules: system('jobservice-monitor', 'list'),
  collections: system('garbage-collection', 'list'),
  collectionLog: system('garbage-collection', 'read'),
  collectionSchedule: system('garbage-collection', 'read'),
  scanAll: system('scan-all', 'read'),
  // Of all projects those are listed that it may read.
  projects: project('project', 'read'),
  project: project('project', 'read'),
  projectExists: [],
  quotas: system('quota', 'list'),
  projectQuota: project('project', 'read'),
  repositories: project('repository', 'list'),
  artifacts: project('artifact', 'list'),
  artifact: project('artifact', 'read'),
  policies: system('replication-policy', 'list'),
  policyRecord: system('replication-policy', 'read'),
  endpoints: system('registry', 'list'),
  pingEndpoint: system('registry', 'read'),
  executions: system('replication', 'list'),
  execution: system('replication', 'read'),
  tasks: system('replication', 'list'),
  taskLog: system('replication', 'read'),
};

/** Of these calls together, each right once. */
export function callRights(...calls: readonly Call[]): readonly HarborRight[] {
  return distinctRights(calls.flatMap((call) => RIGHTS[call]));
}

/** Pulling with our own login, by the registry's own API. */
export const PULL_RIGHT: HarborRight = { level: 'project', resource: 'repository', action: 'pull' };

/** Which tags an artifact has, and whether they are immutable. */
export const TAGS_RIGHT: HarborRight = { level: 'project', resource: 'tag', action: 'list' };

export function distinctRights(all: readonly HarborRight[]): readonly HarborRight[] {
  const keyed = all.map((right) => [`${right.level} ${right.resource} ${right.action}`, right] as const);
  return [...new Map(keyed).values()];
}
