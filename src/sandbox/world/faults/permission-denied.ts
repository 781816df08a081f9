import type { Fault } from '../fault.ts';
import { LOGINS } from '../logins.ts';

export const permissionDenied: Fault = {
  id: 'permission-denied',
  title: 'the deploy robot may pull from shop and data, but not from billing',
  subject: { namespace: 'billing', kind: 'StatefulSet', name: 'ledger' },
  cause: 'permission-denied',
  async plant({ harbor, image, deploy, harborSecret }) {
    harbor.state.store.push({ repository: 'billing/ledger', tags: ['12.1.3'] });
    await harborSecret('billing', 'harbor-deploy', LOGINS.deploy);
    await deploy({
      ...this.subject,
      image: image('harbor', 'billing/ledger:12.1.3'),
      pullSecrets: ['harbor-deploy'],
    });
  },
  async heal({ harbor }) {
    const robot = harbor.state.robots.get(LOGINS.deploy.username);
    if (!robot) return;
    const access = [{ resource: 'repository', action: 'pull' }];
    robot.permissions = [...robot.permissions, { kind: 'project', namespace: 'billing', access }];
  },
};
