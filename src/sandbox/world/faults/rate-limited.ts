import { HOSTS } from '../company.ts';
import type { Fault } from '../fault.ts';

export const rateLimited: Fault = {
  id: 'rate-limited',
  title: 'the hub has counted too many pulls from the cluster',
  subject: { namespace: 'shop', kind: 'Deployment', name: 'search' },
  cause: 'rate-limited',
  async plant({ open, image, deploy }) {
    open.store.push({ repository: 'library/opensearch', tags: ['2.17.1'], format: 'docker' });
    open.faults.on({ host: HOSTS.hub }, { kind: 'rate-limited', retryAfterSeconds: 1740 });
    await deploy({ ...this.subject, image: image('hub', 'library/opensearch:2.17.1') });
  },
  async heal({ open }) {
    open.faults.off({ host: HOSTS.hub });
  },
};
