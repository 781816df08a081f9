import { HOUR_MS } from './lines.ts';
import { defineSickness } from './sickness.ts';
import { addCase, mend, pastExecution } from './sync-case.ts';

/** Deletion is 412 until its executions are final; a stop makes them so. */
export const policyUndeletable = defineSickness({
  id: 'policy-undeletable',
  title: 'A replication rule of a data centre that is gone cannot be deleted',
  strike(state) {
    const policy = addCase(state, {
      id: 21,
      name: 'to-closed-dc',
      trigger: 'manual',
      endpoint: { name: 'closed-dc', type: 'harbor', url: 'https://harbor-closed.acme.test' },
      resources: ['billing/invoices:1.9.4', 'billing/api:3.2.0'],
    });
    policy.enabled = false;
    const endpoint = state.work.endpoints.get(policy.endpoint);
    if (endpoint) endpoint.status = 'unhealthy';
    pastExecution(state, policy, 96 * HOUR_MS, () => ({ status: 'InProgress' }));
    return () => {
      policy.enabled = true;
      mend(state, policy);
    };
  },
});
