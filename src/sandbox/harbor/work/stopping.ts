/** What the dashboard's stop does to jobs and to whole queues. */
import type { HarborState } from '../state.ts';

/** Asks a job to stop, or all that run. One that only waits is gone at once. */
export function stopJob(state: HarborState, id: string): void {
  const now = state.now();
  const wanted = [...state.work.jobs.values()].filter((job) => (id === 'all' ? job.held : job.id === id));
  for (const job of wanted) {
    if (job.held) {
      if (Number.isFinite(job.heedsMs)) job.stopsAt ??= new Date(now.getTime() + job.heedsMs);
      continue;
    }
    state.work.jobs.delete(job.id);
    job.over('stopped', now);
  }
}

/** Deletes what waits of a type and marks it stopped; what runs goes on. Cannot be taken back. */
export function stopQueue(state: HarborState, type: string): void {
  const now = state.now();
  state.work.backlog.delete(type);
  for (const job of [...state.work.jobs.values()]) {
    if (job.type !== type || job.held) continue;
    state.work.jobs.delete(job.id);
    job.over('stopped', now);
  }
}
