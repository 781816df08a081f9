import type { Fault } from '../fault.ts';

/** The init container waits for a host that never answers; the main container's image is fine. */
export const connectionTimeout: Fault = {
  id: 'connection-timeout',
  title: 'the disaster site swallows every connection',
  subject: { namespace: 'data', kind: 'StatefulSet', name: 'etl' },
  cause: 'connection-timeout',
  async plant({ odd, open, harbor, image, deploy }) {
    open.store.push({ repository: 'data/fetch-schema', tags: ['1.1.0'] });
    harbor.state.store.push({ repository: 'data/etl', tags: ['5.0.0'] });
    await odd.disaster.become('black-hole');
    const init = { name: 'fetch-schema', image: image('disaster', 'data/fetch-schema:1.1.0') };
    const pullSecrets = ['harbor-pull'];
    await deploy({ ...this.subject, image: image('harbor', 'data/etl:5.0.0'), init, pullSecrets });
  },
  heal: ({ odd }) => odd.disaster.become('tls'),
};
