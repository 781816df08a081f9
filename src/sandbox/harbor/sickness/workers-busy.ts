import type { HarborState } from '../state.ts';
import { workersOf } from '../tasks/workers.ts';
import { before, HOUR_MS } from './lines.ts';
import { defineSickness } from './sickness.ts';
import { addCase, mend, pastExecution, queueTasks } from './sync-case.ts';

/** A running copy looks for its stop between two blobs only (goharbor/harbor#15708). */
const LATE_MS = 90_000;

/** Large blobs hold every worker; what is behind them waits. */
export const workersBusy = defineSickness({
  id: 'workers-busy',
  title: 'Copies of huge model images hold every worker of the job service since the night',
  strike(state) {
    const idle = workersOf(state).filter(({ job }) => !job);
    const models = Array.from({ length: idle.length + 31 }, (_, index) => `data/models:2026.${index + 1}`);
    const policy = addCase(state, {
      id: 12,
      name: 'models-to-dr',
      endpoint: { name: 'dr-models', type: 'harbor', url: 'https://harbor-dr.acme.test' },
      resources: models,
    });
    const execution = pastExecution(state, policy, 2 * HOUR_MS, () => ({ status: 'Pending' }));
    queueTasks(state, policy, execution.tasks);
    for (const [index, task] of execution.tasks.slice(0, idle.length).entries())
      hang(state, task.jobId, idle[index]?.id ?? '');
    return () => mend(state, policy);
  },
});

function hang(state: HarborState, id: string, worker: string): void {
  const job = state.work.jobs.get(id);
  if (!job) return;
  const held = { worker, since: before(state.now(), 2 * HOUR_MS) };
  state.work.jobs.set(id, { ...job, held, takesMs: Number.POSITIVE_INFINITY, heedsMs: LATE_MS });
  job.begun?.();
}
