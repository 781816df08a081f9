import type { Fault } from '../fault.ts';
import { LOGINS } from '../logins.ts';

export const credentialsInvalid: Fault = {
  id: 'credentials-invalid',
  title: 'the robot in the pull secret of payments expired three days ago',
  subject: { namespace: 'shop', kind: 'Deployment', name: 'payments' },
  cause: 'credentials-invalid',
  async plant({ harbor, image, deploy, harborSecret }) {
    harbor.state.store.push({ repository: 'shop/payments', tags: ['4.0.2'] });
    await harborSecret('shop', 'harbor-ci', LOGINS.shopCi);
    await deploy({
      ...this.subject,
      image: image('harbor', 'shop/payments:4.0.2'),
      pullSecrets: ['harbor-ci'],
    });
  },
  async heal({ harbor }) {
    const robot = harbor.state.robots.get(LOGINS.shopCi.username);
    if (robot) robot.expiresAt = Math.floor(Date.now() / 1000) + 30 * 86_400;
  },
};
