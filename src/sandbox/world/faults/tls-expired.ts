import { HOSTS } from '../company.ts';
import type { Fault } from '../fault.ts';

const DAY_MS = 86_400_000;

export const tlsExpired: Fault = {
  id: 'tls-expired',
  title: 'the certificate of the artifacts host was not renewed',
  subject: { namespace: 'shop', kind: 'Deployment', name: 'gift-cards' },
  cause: 'tls-expired',
  async plant({ authority, front, open, image, deploy }) {
    open.store.push({ repository: 'shop/gift-cards', tags: ['1.2.0'] });
    const notBefore = new Date(Date.now() - 93 * DAY_MS);
    const notAfter = new Date(Date.now() - 3 * DAY_MS);
    front.certificate(
      HOSTS.artifacts,
      await authority.issue({ names: [HOSTS.artifacts], notBefore, notAfter }),
    );
    await deploy({ ...this.subject, image: image('artifacts', 'shop/gift-cards:1.2.0') });
  },
  heal: ({ certify }) => certify(HOSTS.artifacts),
};
