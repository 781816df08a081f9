import { HOUR_MS } from './lines.ts';
import { defineSickness } from './sickness.ts';
import { addCase, mend, pastExecution } from './sync-case.ts';

/** The database says Pending, the job service knows no such jobs: a stop heals it (goharbor/harbor#7057). */
export const replicationStuck = defineSickness({
  id: 'replication-stuck',
  title: 'The nightly replication to the disaster site is in progress for hours and nothing moves',
  strike(state) {
    const policy = addCase(state, {
      id: 11,
      name: 'nightly-to-dr',
      endpoint: { name: 'dr', type: 'harbor', url: 'https://harbor-dr.acme.test' },
      resources: ['shop/cart:1.8.1', 'shop/checkout:2.3.0', 'billing/api:3.2.0', 'billing/worker:3.2.0'],
    });
    pastExecution(state, policy, 3 * HOUR_MS, (index) => ({ status: index === 0 ? 'Succeed' : 'Pending' }));
    return () => mend(state, policy);
  },
});
