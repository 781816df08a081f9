import { before, HOUR_MS, harborLine } from './lines.ts';
import { defineSickness } from './sickness.ts';
import { addCase, mend, pastExecution } from './sync-case.ts';

const BLOB = 'sha256:8a0fdda4d13959c085d949fae822dae5fd2d384208a6a9600ebb46ea3baaff23';
const SAYS =
  'adding 29.0 MiB of storage resource, which when updated to current usage of 9.98 GiB will exceed the configured upper limit of 10.0 GiB.';

/** The project at the other side is full. */
export const targetQuota = defineSickness({
  id: 'target-quota',
  title: 'Replication to Frankfurt fails: the project there has no room left',
  strike(state) {
    const policy = addCase(state, {
      id: 19,
      name: 'reports-to-frankfurt',
      endpoint: { name: 'frankfurt', type: 'harbor', url: 'https://harbor-fra.acme.test' },
      resources: ['data/reports:2.2.2'],
    });
    const body = JSON.stringify({ errors: [{ code: 'DENIED', message: SAYS }] });
    const log = [
      harborLine(
        before(state.now(), HOUR_MS),
        'ERROR',
        '/controller/replication/transfer/image/transfer.go:406',
        `failed to pushing the blob ${BLOB}, size 30408704: http status code: 403, body: ${body}`,
      ),
    ];
    policy.fault = { at: 'task', ends: 'failed', log };
    pastExecution(state, policy, HOUR_MS, () => ({ status: 'Failed', log }));
    return () => mend(state, policy);
  },
});
