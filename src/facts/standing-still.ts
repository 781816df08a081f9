/** Which kinds of jobs stand still, and why; of one sync, only its own. Pure. */
import type { Answer } from '../engine/answer.ts';
import type { Evidence, NonEmpty } from '../engine/evidence.ts';
import { type JobsSample, queueOf, type Standstill, standstillOf } from '../engine/harbor/standstill.ts';
import { since } from '../engine/since.ts';
import type { Pull } from '../engine/subject.ts';
import type { TasksFact } from '../probes/sync/replication-tasks.ts';
import { factOf } from './answered.ts';

export interface StandingStill {
  readonly type: string;
  readonly why: Standstill;
  readonly waiting: number;
  /** How long the oldest waits, in words; null where nothing tells. */
  readonly oldest: string | null;
  /** Tasks of the sync that are not over. */
  readonly tasks: number;
  readonly execution: number | null;
}

export const REPLICATION = 'REPLICATION';

/** One entry per kind of job that waits; none where nothing does. */
export function standingStill(
  samples: readonly JobsSample[],
  tasks: Answer<TasksFact>,
  pull: Pull,
): readonly StandingStill[] {
  const last = samples.at(-1);
  if (!last) return [];
  if (pull.sync !== undefined) return ofSync(samples, factOf(tasks), last);
  return last.queues
    .filter(({ waiting }) => waiting > 0)
    .map(({ type, waiting, latencyS }) => ({
      type,
      waiting,
      why: standstillOf(samples, { type, jobs: [], since: null }),
      oldest: since(new Date(Date.parse(last.at) - latencyS * 1000).toISOString(), last.at),
      tasks: 0,
      execution: null,
    }));
}

function ofSync(
  samples: readonly JobsSample[],
  tasks: TasksFact | null,
  last: JobsSample,
): readonly StandingStill[] {
  if (!tasks || tasks.open.length === 0) return [];
  const began = tasks.open.map(({ startedAt }) => startedAt).find((at) => at !== null) ?? null;
  const jobs = tasks.open.flatMap(({ job }) => (job === null ? [] : [job]));
  return [
    {
      type: REPLICATION,
      waiting: queueOf(last, REPLICATION)?.waiting ?? 0,
      why: standstillOf(samples, { type: REPLICATION, jobs, since: began }),
      oldest: began === null ? null : since(began, last.at),
      tasks: tasks.open.length,
      execution: tasks.execution,
    },
  ];
}

/** What pools, workers and queues said, one line each, as of the last look. */
export function jobsEvidence(samples: readonly JobsSample[], type: string): NonEmpty<Evidence> {
  const last = samples.at(-1);
  if (!last) return [{ source: 'job service', says: 'nothing told' }];
  const { at, pools, workers } = last;
  const counts = samples.map((sample) => queueOf(sample, type)?.waiting ?? 0);
  const queue = queueOf(last, type);
  const busy = workers.filter(({ job }) => job !== null);
  return [
    {
      source: 'job queue',
      says: `${type}: ${counts.join(' → ')} waiting, oldest ${queue?.latencyS ?? 0} s, ${queue?.paused ? 'paused' : 'not paused'}`,
      at,
    },
    ...pools.map((pool) => ({
      source: 'worker pool',
      says: `${pool.id}: last heartbeat ${pool.heartbeatAt ?? 'never'}, ${pool.concurrency ?? '?'} workers`,
      at,
    })),
    ...(pools.length === 0 ? [{ source: 'worker pool', says: 'no pool is known', at }] : []),
    { source: 'workers', says: `${busy.length} of ${workers.length} hold a job`, at },
  ];
}
