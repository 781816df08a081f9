import { before, HOUR_MS, harborLine } from './lines.ts';
import { defineSickness } from './sickness.ts';
import { addCase, mend, pastExecution } from './sync-case.ts';

const BLOB = 'sha256:22c2dd5ee85dc01136051800684b0bf30016a3082f97093c806152bf43d4e089';

/** The login of the endpoint is no longer taken over there. */
export const destinationBlob401 = defineSickness({
  id: 'destination-blob-401',
  title: 'The other side refuses the login of its endpoint when asked for a blob',
  strike(state) {
    const policy = addCase(state, {
      id: 15,
      name: 'busybox-to-tenant',
      endpoint: { name: 'tenant', type: 'harbor', url: 'https://single-tenant.acme.test' },
      resources: ['library/alpine:3.22'],
    });
    const at = before(state.now(), HOUR_MS);
    const log = [
      harborLine(
        at,
        'INFO',
        'transfer.go:373',
        'copying library/alpine:[3.22](source registry) to library/alpine:[3.22](destination registry)...',
      ),
      harborLine(
        at,
        'ERROR',
        'transfer.go:395',
        `an error occurred while checking existence of blob ${BLOB} of library/alpine:3.22 on https://single-tenant.acme.test: 401`,
      ),
    ];
    policy.fault = { at: 'task', ends: 'failed', log };
    const endpoint = state.work.endpoints.get(policy.endpoint);
    if (endpoint) {
      endpoint.status = 'unhealthy';
      endpoint.ping = { status: 401, code: 'UNAUTHORIZED', message: 'unauthorized' };
    }
    pastExecution(state, policy, HOUR_MS, () => ({ status: 'Failed', log }));
    return () => mend(state, policy);
  },
});
