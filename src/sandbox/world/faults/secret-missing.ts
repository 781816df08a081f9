import type { Fault } from '../fault.ts';
import { LOGINS } from '../logins.ts';

export const secretMissing: Fault = {
  id: 'secret-missing',
  title: 'the pull secret of recommender was never created in this namespace',
  subject: { namespace: 'shop', kind: 'Deployment', name: 'recommender' },
  cause: 'secret-missing',
  async plant({ harbor, image, deploy }) {
    harbor.state.store.push({ repository: 'shop/recommender', tags: ['0.9.4'] });
    const pullSecrets = ['harbor-recommender'];
    await deploy({ ...this.subject, image: image('harbor', 'shop/recommender:0.9.4'), pullSecrets });
  },
  heal: ({ harborSecret }) => harborSecret('shop', 'harbor-recommender', LOGINS.shop),
};
