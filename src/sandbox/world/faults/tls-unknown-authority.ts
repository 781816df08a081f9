import { createAuthority } from '../../tls/authority.ts';
import { HOSTS } from '../company.ts';
import type { Fault } from '../fault.ts';

export const tlsUnknownAuthority: Fault = {
  id: 'tls-unknown-authority',
  title: 'the supplier signs with an authority the nodes do not trust',
  subject: { namespace: 'data', kind: 'Deployment', name: 'notebook' },
  cause: 'tls-unknown-authority',
  async plant({ front, open, image, deploy }) {
    open.store.push({ repository: 'data/notebook', tags: ['2026.2'] });
    const supplier = await createAuthority('Vendor Private CA');
    front.certificate(HOSTS.vendor, await supplier.issue({ names: [HOSTS.vendor] }));
    await deploy({ ...this.subject, image: image('vendor', 'data/notebook:2026.2') });
  },
  // The supplier gets a certificate of Acme's authority, which every node trusts already.
  heal: ({ certify }) => certify(HOSTS.vendor),
};
