import { MINUTE_MS } from './lines.ts';
import { defineSickness } from './sickness.ts';
import { addCase, pastExecution, queueTasks } from './sync-case.ts';

/** Somebody paused the queue and went home. */
export const queuePaused = defineSickness({
  id: 'queue-paused',
  title: 'The replication queue is paused and fills',
  strike(state) {
    const { paused } = state.work;
    paused.add('REPLICATION');
    const policy = addCase(state, {
      id: 20,
      name: 'hourly-to-second-site',
      endpoint: { name: 'second-site', type: 'harbor', url: 'https://harbor-2.acme.test' },
      resources: Array.from({ length: 37 }, (_, index) => `shop/batch:${index + 1}`),
    });
    const execution = pastExecution(state, policy, 50 * MINUTE_MS, () => ({ status: 'Pending' }));
    queueTasks(state, policy, execution.tasks);
    return () => void paused.delete('REPLICATION');
  },
});
