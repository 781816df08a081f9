import { before, MINUTE_MS } from './lines.ts';
import { defineSickness } from './sickness.ts';
import { addCase, mend, pastExecution, queueTasks } from './sync-case.ts';

/** The pod runs and is healthy, and its pool does not beat: nobody works on what waits. */
export const workersDead = defineSickness({
  id: 'workers-dead',
  title: 'The worker pool of the job service gave its last heartbeat forty minutes ago',
  strike(state) {
    const policy = addCase(state, {
      id: 13,
      name: 'catalog-to-edge',
      endpoint: { name: 'edge-catalog', type: 'harbor', url: 'https://harbor-edge.acme.test' },
      resources: ['shop/catalog:4.0.2', 'shop/search:1.1.7', 'shop/cart:1.8.1'],
    });
    const pools = [...state.work.pools.values()];
    for (const pool of pools) pool.heartbeat = before(state.now(), 40 * MINUTE_MS);
    const execution = pastExecution(state, policy, 38 * MINUTE_MS, () => ({ status: 'Pending' }));
    queueTasks(state, policy, execution.tasks);
    return () => {
      for (const pool of pools) pool.heartbeat = 'beats';
      mend(state, policy);
    };
  },
});
