import type { Fault } from '../fault.ts';

export const credentialsMissing: Fault = {
  id: 'credentials-missing',
  title: 'invoice-render pulls from a private project and names no pull secret',
  subject: { namespace: 'billing', kind: 'Deployment', name: 'invoice-render' },
  cause: 'credentials-missing',
  async plant({ harbor, image, deploy }) {
    harbor.state.store.push({ repository: 'billing/invoice-render', tags: ['5.2.0'] });
    await deploy({ ...this.subject, image: image('harbor', 'billing/invoice-render:5.2.0') });
  },
  async heal({ image, deploy }) {
    const pullSecrets = ['harbor-pull'];
    await deploy({ ...this.subject, image: image('harbor', 'billing/invoice-render:5.2.0'), pullSecrets });
  },
};
