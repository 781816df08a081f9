import { componentsOf, type HarborState } from '../state.ts';
import { refreshExecutions } from './replication.ts';
import { runWorkers } from './workers.ts';

/** Brings the job service's record up to what its pod is now, and its work up to the clock. */
export async function advance(state: HarborState): Promise<void> {
  const now = state.now();
  const found = (await componentsOf(state)).find(({ name }) => name === 'jobservice');
  const since = found?.since;
  state.jobs.observe({ healthy: found?.healthy ?? true, ...(since ? { since } : {}) }, now);
  if (state.jobs.downSince() === null) runWorkers(state, now);
  refreshExecutions(state, now);
}
