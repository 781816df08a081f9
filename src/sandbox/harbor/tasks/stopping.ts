/** What the dashboard's stop does to jobs and to whole queues (controller/jobmonitor/monitor.go). */
import type { HarborState } from '../state.ts';
import { finishTask, isFinal, refresh } from './replication.ts';

/** Asks a job to stop, or all that run. One that only waits is gone at once, a task without its job is healed. */
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
  if (wanted.length > 0) return;
  const orphan = state.work.executions.flatMap(({ tasks }) => tasks).find(({ jobId }) => jobId === id);
  if (orphan && !isFinal(orphan)) finishTask(orphan, 'Stopped', now);
}

/**
 * Deletes what waits of a type and marks it stopped, executions too; what runs goes on. Cannot be taken back.
 */
export function stopQueue(state: HarborState, type: string): void {
  const now = state.now();
  state.work.backlog.delete(type);
  for (const job of [...state.work.jobs.values()]) {
    if (job.type !== type || job.held) continue;
    state.work.jobs.delete(job.id);
    job.over('stopped', now);
  }
  for (const execution of state.work.executions) if (!isFinal(execution)) refresh(execution, now);
}
