import { HOSTS } from '../company.ts';
import type { Fault } from '../fault.ts';

export const dnsFailure: Fault = {
  id: 'dns-failure',
  title: 'the record of the European registry is gone from the zone',
  subject: { namespace: 'shop', kind: 'Deployment', name: 'shipping' },
  cause: 'dns-failure',
  async plant({ dns, open, image, deploy }) {
    open.store.push({ repository: 'shop/shipping', tags: ['6.0.1'] });
    dns.remove(HOSTS.europe);
    await deploy({ ...this.subject, image: image('europe', 'shop/shipping:6.0.1') });
  },
  async heal({ dns }) {
    dns.set(HOSTS.europe, ['127.0.0.1']);
  },
};
