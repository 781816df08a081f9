import { HOSTS } from '../company.ts';
import type { Fault } from '../fault.ts';
import { LOGINS } from '../logins.ts';
import { pullSecret } from '../objects.ts';

export const credentialsWrongHost: Fault = {
  id: 'credentials-wrong-host',
  title: 'the pull secret of tax-rates names the registry without its port',
  subject: { namespace: 'billing', kind: 'Deployment', name: 'tax-rates' },
  cause: 'credentials-wrong-host',
  async plant({ registry, image, apply, deploy }) {
    registry.store.push({ repository: 'billing/tax-rates', tags: ['1.0.7'] });
    await apply(pullSecret('billing', 'registry-pull', { [HOSTS.registry]: LOGINS.registry }));
    const pullSecrets = ['registry-pull'];
    await deploy({ ...this.subject, image: image('registry', 'billing/tax-rates:1.0.7'), pullSecrets });
  },
  heal: ({ apply, address }) =>
    apply(pullSecret('billing', 'registry-pull', { [address('registry')]: LOGINS.registry })),
};
