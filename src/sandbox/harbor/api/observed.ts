import type { HarborState } from '../state.ts';

/** Brings the job service's record up to what its pod is now. */
export async function observed(state: HarborState): Promise<void> {
  const found = (await state.components()).find(({ name }) => name === 'jobservice');
  const since = found?.since;
  state.jobs.observe({ healthy: found?.healthy ?? true, ...(since ? { since } : {}) }, state.now());
}
