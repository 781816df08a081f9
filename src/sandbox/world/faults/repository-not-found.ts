import type { Fault } from '../fault.ts';

export const repositoryNotFound: Fault = {
  id: 'repository-not-found',
  title: 'a typing error in the repository of checkout',
  subject: { namespace: 'shop', kind: 'Deployment', name: 'checkout' },
  cause: 'repository-not-found',
  async plant({ harbor, image, deploy }) {
    harbor.state.store.push({ repository: 'shop/checkout', tags: ['2.4.0'] });
    const pullSecrets = ['harbor-pull'];
    await deploy({ ...this.subject, image: image('harbor', 'shop/chekout:2.4.0'), pullSecrets });
  },
  async heal({ image, deploy }) {
    const pullSecrets = ['harbor-pull'];
    await deploy({ ...this.subject, image: image('harbor', 'shop/checkout:2.4.0'), pullSecrets });
  },
};
