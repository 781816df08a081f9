import type { Fault } from '../fault.ts';

export const httpHttpsMismatch: Fault = {
  id: 'http-https-mismatch',
  title: 'the edge registry serves plain HTTP, the nodes speak TLS',
  subject: { namespace: 'data', kind: 'Deployment', name: 'kafka-connect' },
  cause: 'http-https-mismatch',
  async plant({ odd, open, image, deploy }) {
    open.store.push({ repository: 'data/kafka-connect', tags: ['3.8.0'] });
    await odd.edge.become('plain');
    await deploy({ ...this.subject, image: image('edge', 'data/kafka-connect:3.8.0') });
  },
  heal: ({ odd }) => odd.edge.become('tls'),
};
