/** Workers of the job service: they take what waits, hold it, and let go of it. */
import type { HarborState } from '../state.ts';
import type { Job, Pool } from './records.ts';

/** Jobs of which no two run at once (MaxCurrency of the job). */
const ALONE: ReadonlySet<string> = new Set(['GARBAGE_COLLECTION']);

export interface Worker {
  readonly id: string;
  readonly pool: Pool;
  readonly job: Job | null;
}

/** Workers of every pool, also of one whose heart has stopped: redis still knows them. */
export function workersOf({ work }: HarborState): readonly Worker[] {
  const held = new Map([...work.jobs.values()].flatMap((job) => (job.held ? [[job.held.worker, job]] : [])));
  return [...work.pools.values()].flatMap((pool) =>
    Array.from({ length: pool.workers }, (_, index) => {
      const id = `${pool.id}-${index}`;
      return { id, pool, job: held.get(id) ?? null };
    }),
  );
}

/** Lets jobs end and idle workers take the next ones, oldest first; queues that are paused give none. */
export function runWorkers(state: HarborState, now: Date): void {
  const { work } = state;
  for (const { pool, job } of workersOf(state)) {
    if (pool.heartbeat !== 'beats' || !job?.held) continue;
    const ends = job.held.since.getTime() + job.takesMs;
    const stops = job.stopsAt?.getTime() ?? Number.POSITIVE_INFINITY;
    if (Math.min(ends, stops) > now.getTime()) continue;
    work.jobs.delete(job.id);
    job.over(stops < ends ? 'stopped' : 'done', new Date(Math.min(ends, stops)));
  }
  const collecting = [...work.jobs.values()].some((job) => job.held && ALONE.has(job.type));
  const ready = [...work.jobs.values()].filter((job) => !job.held && !work.paused.has(job.type));
  const [alone] = collecting ? [] : ready.filter((job) => ALONE.has(job.type));
  const waiting = ready.filter((job) => !ALONE.has(job.type) || job === alone);
  const idle = workersOf(state).filter(({ pool, job }) => pool.heartbeat === 'beats' && job === null);
  for (const [index, job] of waiting.slice(0, idle.length).entries()) {
    job.held = { worker: idle[index]?.id ?? '', since: now };
    job.begun?.();
  }
}
