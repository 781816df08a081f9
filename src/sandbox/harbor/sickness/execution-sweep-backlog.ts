import { before, HOUR_MS } from './lines.ts';
import { defineSickness } from './sickness.ts';

/** Harmless by itself, and frightening to look at (goharbor/harbor#21283). */
export const executionSweepBacklog = defineSickness({
  id: 'execution-sweep-backlog',
  title: 'Thousands of execution sweeps wait, and Harbor shows a banner about it',
  strike(state) {
    state.work.backlog.set('EXECUTION_SWEEP', { count: 4213, since: before(state.now(), 49 * HOUR_MS) });
    return () => void state.work.backlog.delete('EXECUTION_SWEEP');
  },
});
