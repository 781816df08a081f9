import type { Fault } from '../fault.ts';

export const connectionRefused: Fault = {
  id: 'connection-refused',
  title: 'the cache host is up, its registry is not started',
  subject: { namespace: 'billing', kind: 'Deployment', name: 'dunning' },
  cause: 'connection-refused',
  async plant({ odd, open, image, deploy }) {
    open.store.push({ repository: 'billing/dunning', tags: ['2.0.0'] });
    await odd.cache.become('closed');
    await deploy({ ...this.subject, image: image('cache', 'billing/dunning:2.0.0') });
  },
  heal: ({ odd }) => odd.cache.become('tls'),
};
