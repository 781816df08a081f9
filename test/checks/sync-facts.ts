/** Literal facts about a replication, for tests of what judges it. */
import type {
  ReplicationExecution,
  ReplicationPolicy,
  ReplicationTask,
} from '../../src/engine/harbor/records.ts';
import type { JobsSample } from '../../src/engine/harbor/standstill.ts';
import { tellingExecution } from '../../src/engine/harbor/telling-execution.ts';
import type { Pull } from '../../src/engine/subject.ts';
import type { ExecutionsFact } from '../../src/probes/sync/replication-executions.ts';
import type { TaskLog } from '../../src/probes/sync/replication-task-log.ts';
import type { TasksFact } from '../../src/probes/sync/replication-tasks.ts';
import { AT } from './given.ts';

/** AT is 03:00. */
export const LONG_AGO = '2026-03-01T01:00:00Z';
export const JUST_NOW = '2026-03-01T02:59:00Z';

export const SYNC: Pull = {
  image: 'harbor.acme.test',
  installation: {
    name: 'harbor',
    product: 'harbor',
    host: 'harbor.acme.test',
    place: { cluster: 'prod', namespace: 'harbor', instance: 'harbor' },
    installer: 'helm',
    foundBy: 'configuration',
  },
  sync: { kind: 'replication-policy', name: 'nightly', registry: 'harbor', policy: 11 },
};

export function policy(over: Partial<ReplicationPolicy> = {}): ReplicationPolicy {
  return {
    id: 11,
    name: 'nightly',
    enabled: true,
    trigger: 'scheduled',
    cron: '0 0 2 * * *',
    direction: 'push',
    endpoint: {
      id: 2,
      name: 'dr',
      type: 'harbor',
      url: 'https://dr.acme.test',
      status: 'healthy',
      insecure: false,
    },
    override: true,
    filters: [],
    destinationNamespace: null,
    oneAtATime: false,
    speedKb: null,
    ...over,
  };
}

export function execution(over: Partial<ReplicationExecution> = {}): ReplicationExecution {
  return {
    id: 70,
    policy: 11,
    state: 'failed',
    says: null,
    trigger: 'scheduled',
    total: 1,
    succeeded: 0,
    failed: 1,
    running: 0,
    stopped: 0,
    startedAt: LONG_AGO,
    endedAt: '2026-03-01T01:01:00Z',
    ...over,
  };
}

export function executions(...newestFirst: readonly ReplicationExecution[]): ExecutionsFact {
  const last = newestFirst.length > 0 ? newestFirst : [execution()];
  const failed = last.filter(({ state }) => state === 'failed').length;
  const over = last.filter(({ endedAt }) => endedAt !== null).length;
  return { last, endings: { over, failed, open: last.length - over }, telling: tellingExecution(last) };
}

export const RUNNING = execution({ state: 'running', failed: 0, running: 1, endedAt: null });
export const SUCCEEDED = execution({ state: 'succeeded', failed: 0, succeeded: 1 });

export function task(over: Partial<ReplicationTask> = {}): ReplicationTask {
  return {
    id: 7001,
    execution: 70,
    state: 'failed',
    job: 'job-1',
    operation: 'copy',
    from: 'shop/cart:[1.8.1]',
    to: 'shop/cart:[1.8.1]',
    startedAt: LONG_AGO,
    endedAt: '2026-03-01T01:01:00Z',
    ...over,
  };
}

export const OPEN_TASK = task({ state: 'running', endedAt: null });

export function tasks(...all: readonly ReplicationTask[]): TasksFact {
  const open = all.filter(({ endedAt }) => endedAt === null);
  return { execution: 70, total: all.length, tasks: all, byState: { running: open.length }, open };
}

/** The log of one task; its first line that tells an error counts. */
export function log(line: string, of: ReplicationTask = task()): readonly TaskLog[] {
  const whole = `2026-03-01T01:00:30Z [ERROR] [/controller/replication/transfer/image/transfer.go:1]: ${line}`;
  return [{ task: of, lines: [whole], error: whole, absent: null }];
}

export const NO_LOG: readonly TaskLog[] = [
  { task: task(), lines: [], error: null, absent: '404 object is not found' },
];

export function ping(well: boolean, says = well ? '200 OK' : '400 BAD_REQUEST: the registry is unhealthy') {
  return { endpoint: policy().endpoint, ping: { well, says } };
}

/** Core's log with one line of the time of the execution. */
export function coreLog(line: string) {
  const lines = [{ at: LONG_AGO, text: `${LONG_AGO.slice(0, 19)}Z [ERROR] [/core/main.go:1]: ${line}` }];
  return {
    logs: [{ component: 'core', pod: 'harbor-core-0', container: 'core', run: 'current', lines }],
    unread: [],
  };
}

/** The job service at AT: `waiting` jobs of REPLICATION, workers that hold jobs since, one that beats. */
export function jobs(over: {
  readonly waiting?: readonly number[];
  readonly latencyS?: number;
  readonly paused?: boolean;
  readonly heartbeatAt?: string | null;
  /** Since when each worker holds its job; null: idle. */
  readonly held?: readonly (string | null)[];
}): readonly JobsSample[] {
  const { waiting = [0], latencyS = 7_200, paused = false, heartbeatAt = AT, held = [null, null] } = over;
  return waiting.map((count) => ({
    at: AT,
    pools: [{ id: 'pool-1', startedAt: LONG_AGO, heartbeatAt, concurrency: held.length }],
    workers: held.map((since, index) => ({
      id: `worker-${index}`,
      pool: 'pool-1',
      job:
        since === null
          ? null
          : { type: 'REPLICATION', id: `other-${index}`, startedAt: since, checkedInAt: null },
    })),
    queues: [{ type: 'REPLICATION', waiting: count, latencyS: count === 0 ? 0 : latencyS, paused }],
  }));
}
