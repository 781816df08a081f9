import { DOMAIN, HOSTS } from '../company.ts';
import type { Fault } from '../fault.ts';

export const tlsNameMismatch: Fault = {
  id: 'tls-name-mismatch',
  title: 'the image server was renamed, its certificate was not',
  subject: { namespace: 'billing', kind: 'Deployment', name: 'statements' },
  cause: 'tls-name-mismatch',
  async plant({ authority, front, open, image, deploy }) {
    open.store.push({ repository: 'billing/statements', tags: ['3.3.0'] });
    const names = [`imageserver.${DOMAIN}`, `imageserver-2.${DOMAIN}`];
    front.certificate(HOSTS.images, await authority.issue({ names }));
    await deploy({ ...this.subject, image: image('images', 'billing/statements:3.3.0') });
  },
  heal: ({ certify }) => certify(HOSTS.images),
};
