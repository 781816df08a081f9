import { FAR_NODE, HOSTS } from '../company.ts';
import type { Fault } from '../fault.ts';

export const dnsFailureOnOneNode: Fault = {
  id: 'dns-failure-on-one-node',
  title: 'the resolver of one machine room missed the record of the new models registry',
  subject: { namespace: 'data', kind: 'StatefulSet', name: 'trainer' },
  cause: 'dns-failure',
  async plant({ farDns, open, image, deploy }) {
    open.store.push({ repository: 'data/trainer', tags: ['3.2.0'] });
    farDns.remove(HOSTS.models);
    await deploy({ ...this.subject, image: image('models', 'data/trainer:3.2.0'), node: FAR_NODE });
  },
  async heal({ farDns }) {
    farDns.set(HOSTS.models, ['127.0.0.1']);
  },
};
