import type { Fault } from '../fault.ts';

/** A red herring: the secret is missing and does not matter, because the project is public. */
export const tagNotFoundBesideMissingSecret: Fault = {
  id: 'tag-not-found-beside-missing-secret',
  title: 'report-api names a secret nobody needs and a tag nobody pushed',
  subject: { namespace: 'data', kind: 'Deployment', name: 'report-api' },
  cause: 'tag-not-found',
  async plant({ harbor, image, deploy }) {
    const { store } = harbor.state;
    for (const tag of ['1.27.0', '1.27.1', '1.27.3']) store.push({ repository: 'library/web', tags: [tag] });
    const pullSecrets = ['legacy-regcred'];
    await deploy({ ...this.subject, image: image('harbor', 'library/web:1.27.2'), pullSecrets });
  },
  async heal({ harbor }) {
    harbor.state.store.push({ repository: 'library/web', tags: ['1.27.2'] });
  },
};
