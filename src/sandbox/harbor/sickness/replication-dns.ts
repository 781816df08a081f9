import { before, HOUR_MS, harborLine } from './lines.ts';
import { defineSickness } from './sickness.ts';
import { addCase, mend, pastExecution, queueTasks } from './sync-case.ts';

const WHERE = '/controller/replication/transfer/image/transfer.go:435';

/** The name of the other side is not known where the job service runs; its tasks go round and round. */
export const replicationDns = defineSickness({
  id: 'replication-dns',
  title: 'Replication to Beijing retries for ever: the job service cannot resolve the other side',
  strike(state) {
    const policy = addCase(state, {
      id: 14,
      name: 'releases-to-beijing',
      endpoint: { name: 'beijing', type: 'harbor', url: 'https://harbor-bj.acme.test' },
      resources: ['shop/cart:1.8.1', 'shop/checkout:2.3.0'],
    });
    const log = [
      harborLine(
        before(state.now(), HOUR_MS),
        'ERROR',
        WHERE,
        'failed to check the existence of the manifest of artifact shop/cart:1.8.1 on the destination registry: ' +
          'Head "https://harbor-bj.acme.test/v2/shop/cart/manifests/1.8.1": dial tcp: lookup harbor-bj.acme.test on 10.96.0.10:53: no such host',
      ),
    ];
    policy.fault = { at: 'task', ends: 'retrying', log };
    const endpoint = state.work.endpoints.get(policy.endpoint);
    if (endpoint) {
      endpoint.status = 'unhealthy';
      endpoint.ping = { status: 400, code: 'BAD_REQUEST', message: 'the registry is unhealthy' };
    }
    const execution = pastExecution(state, policy, HOUR_MS, () => ({ status: 'InProgress', log }));
    queueTasks(state, policy, execution.tasks);
    return () => mend(state, policy);
  },
});
