import type { Fault } from '../fault.ts';

/** 1.8.1 and 1.8.3 are there; the build of 1.8.2 never pushed. */
export const tagNotFound: Fault = {
  id: 'tag-not-found',
  title: 'cart was rolled out as 1.8.2, which was never pushed',
  subject: { namespace: 'shop', kind: 'StatefulSet', name: 'cart' },
  cause: 'tag-not-found',
  async plant({ harbor, image, deploy }) {
    const { store } = harbor.state;
    for (const tag of ['1.7.9', '1.8.0', '1.8.1', '1.8.3'])
      store.push({ repository: 'shop/cart', tags: [tag] });
    const pullSecrets = ['harbor-pull'];
    await deploy({ ...this.subject, image: image('harbor', 'shop/cart:1.8.2'), pullSecrets });
  },
  async heal({ harbor }) {
    harbor.state.store.push({ repository: 'shop/cart', tags: ['1.8.2'] });
  },
};
