/**
 * Why tasks that are not over do not move: the stuck test over two samples of the job service. Pure.
 * Jobs wait in queues by type, workers of pools take them; a task whose job is in no queue and with no worker
 * is only in the database (goharbor/harbor#7057).
 */
import type { JobQueue, PoolWorker, WorkerPool } from './records.ts';

export interface JobsSample {
  /** ISO 8601. */
  readonly at: string;
  readonly pools: readonly WorkerPool[];
  readonly workers: readonly PoolWorker[];
  readonly queues: readonly JobQueue[];
}

export type Standstill =
  /** No pool beats. */
  | 'dead'
  /** Somebody paused the queue. */
  | 'paused'
  /** Every worker is held by a job that began long ago. */
  | 'starved'
  /** Workers are idle and what waits is not given to them. */
  | 'not-given'
  /** The database has tasks that neither queue nor workers know. */
  | 'orphaned'
  /** It moves, or what is waited for is not the job service. */
  | 'none';

/** The job service beats every few seconds and calls a pool dead after ten; a minute bears a slow clock. */
const HEARTBEAT_MS = 60_000;
/** A job that a worker holds for longer keeps others waiting. */
const LONG_MS = 15 * 60_000;
/** A job younger than this may be on its way from core to the queue. */
const YOUNG_MS = 120_000;
/** What waits for less with idle workers about is only about to be given. */
const PROMPT_S = 60;

export interface Waiting {
  /** Job type as queues call it, e.g. `REPLICATION`. */
  readonly type: string;
  /** Jobs of the tasks that are not over. */
  readonly jobs: readonly string[];
  /** When the oldest of them began, ISO 8601; null where nothing tells. */
  readonly since: string | null;
}

/** Oldest sample first; at least one. Says `none` where there is none. */
export function standstillOf(samples: readonly JobsSample[], waiting: Waiting): Standstill {
  const last = samples.at(-1);
  if (!last) return 'none';
  if (!last.pools.some((pool) => isAlive(pool, last.at))) return 'dead';
  const queue = queueOf(last, waiting.type);
  if (queue?.paused) return 'paused';
  if (isOrphaned(samples, waiting)) return 'orphaned';
  if ((queue?.waiting ?? 0) === 0) return 'none';
  if (last.workers.length === 0) return 'none';
  if (last.workers.some(({ job }) => job === null))
    return (queue?.latencyS ?? 0) >= PROMPT_S && doesNotShrink(samples, waiting.type) ? 'not-given' : 'none';
  return last.workers.every((worker) => isHeldLong(worker, last.at)) ? 'starved' : 'none';
}

export function isAlive({ heartbeatAt }: WorkerPool, now: string): boolean {
  return heartbeatAt !== null && Date.parse(now) - Date.parse(heartbeatAt) < HEARTBEAT_MS;
}

export function queueOf({ queues }: JobsSample, type: string): JobQueue | undefined {
  return queues.find((one) => one.type === type);
}

function isHeldLong({ job }: PoolWorker, now: string): boolean {
  return job?.startedAt != null && Date.parse(now) - Date.parse(job.startedAt) >= LONG_MS;
}

/**
 * In no sample held by a worker, old enough to have arrived, and older than whatever waits: queues do not tell
 * the ids of their jobs, and only how long the oldest waits.
 */
function isOrphaned(samples: readonly JobsSample[], { type, jobs, since }: Waiting): boolean {
  if (jobs.length === 0 || since === null) return false;
  return samples.every((sample) => {
    const age = Date.parse(sample.at) - Date.parse(since);
    const queue = queueOf(sample, type);
    const oldest = (queue?.waiting ?? 0) === 0 ? 0 : (queue?.latencyS ?? 0) * 1000;
    const held = sample.workers.some(({ job }) => job !== null && jobs.includes(job.id));
    return !held && age > oldest + YOUNG_MS;
  });
}

function doesNotShrink(samples: readonly JobsSample[], type: string): boolean {
  const counts = samples.map((sample) => queueOf(sample, type)?.waiting ?? 0);
  return (counts.at(-1) ?? 0) >= (counts[0] ?? 0);
}
