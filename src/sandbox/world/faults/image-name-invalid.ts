import type { Fault } from '../fault.ts';

export const imageNameInvalid: Fault = {
  id: 'image-name-invalid',
  title: 'the pipeline of storefront did not fill in its version',
  subject: { namespace: 'shop', kind: 'Deployment', name: 'storefront' },
  cause: 'image-name-invalid',
  async plant({ harbor, image, deploy }) {
    harbor.state.store.push({ repository: 'shop/storefront', tags: ['3.1.0'] });
    const pullSecrets = ['harbor-pull'];
    // biome-ignore lint/suspicious/noTemplateCurlyInString: this is the fault
    await deploy({ ...this.subject, image: image('harbor', 'shop/storefront:${VERSION}'), pullSecrets });
  },
  async heal({ image, deploy }) {
    const pullSecrets = ['harbor-pull'];
    await deploy({ ...this.subject, image: image('harbor', 'shop/storefront:3.1.0'), pullSecrets });
  },
};
