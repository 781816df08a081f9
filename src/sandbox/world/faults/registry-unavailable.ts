import { HOSTS } from '../company.ts';
import type { Fault } from '../fault.ts';

export const registryUnavailable: Fault = {
  id: 'registry-unavailable',
  title: 'the mirror is down for maintenance',
  subject: { namespace: 'billing', kind: 'Deployment', name: 'fx-rates' },
  cause: 'registry-unavailable',
  async plant({ open, image, deploy }) {
    open.store.push({ repository: 'billing/fx-rates', tags: ['7.5.1'] });
    open.faults.on({ host: HOSTS.mirror }, { kind: 'maintenance', retryAfterSeconds: 900 });
    await deploy({ ...this.subject, image: image('mirror', 'billing/fx-rates:7.5.1') });
  },
  async heal({ open }) {
    open.faults.off({ host: HOSTS.mirror });
  },
};
