/** The job service's pools, queues and running jobs, as a report tells them. Pure. */
import { isAlive, type JobsSample } from '../../engine/harbor/standstill.ts';
import type { HarborJobs } from '../../engine/jobs-report.ts';

export function poolsOf({ pools, at }: JobsSample): HarborJobs['pools'] {
  return pools.map((pool) => ({
    id: pool.id,
    alive: isAlive(pool, at) ? 'alive' : 'dead',
    heartbeatAt: pool.heartbeatAt,
    startedAt: pool.startedAt,
    workers: pool.concurrency,
  }));
}

/** `names` tells by job id what a job is about. */
export function runningOf(
  { workers }: JobsSample,
  names: ReadonlyMap<string, string>,
): HarborJobs['running'] {
  return workers
    .flatMap(({ job }) => (job === null ? [] : [job]))
    .map(({ type, id, startedAt, checkedInAt }) => ({
      type,
      job: id,
      startedAt,
      checkedInAt,
      about: names.get(id) ?? null,
    }))
    .toSorted((a, b) => (a.startedAt ?? '9').localeCompare(b.startedAt ?? '9'));
}

/** Empty queues that are open say nothing. */
export function queuesOf(samples: readonly JobsSample[]): HarborJobs['queues'] {
  return (samples.at(-1)?.queues ?? [])
    .filter(({ waiting, paused }) => waiting > 0 || paused)
    .map(({ type, waiting, latencyS, paused }) => ({
      type,
      waiting,
      counts: samples.map(({ queues }) => queues.find((one) => one.type === type)?.waiting ?? 0),
      oldestS: latencyS,
      paused: paused ? ('paused' as const) : ('open' as const),
    }))
    .toSorted((a, b) => b.oldestS - a.oldestS);
}
