/** A Harbor for what only Harbor says: its policies, robots, projects and proxy caches. */

import type { DnsServer } from '../../../src/sandbox/dns/server.ts';
import { createHarbor, type Harbor, type RobotRequest } from '../../../src/sandbox/harbor/harbor.ts';
import { freePort } from '../../../src/sandbox/parts/redis.ts';
import { openGate } from '../../../src/sandbox/registry/gate.ts';
import type { Authority } from '../../../src/sandbox/tls/authority.ts';

export interface HarborLab {
  readonly domain: string;
  readonly harbor: Harbor;
  /** Adds a robot that may pull in projects; its login. */
  robot(
    name: string,
    projects: readonly string[],
    more?: Pick<RobotRequest, 'expiresAt'>,
  ): { readonly username: string; readonly password: string };
  /** How the product is told of it: with a login that may read everything. */
  readonly configured: object;
  stop(): Promise<void>;
}

const HOST = 'harbor.acme.test';
export const HARBOR_OWN = { username: 'medic', password: 'medic-of-the-lab' };

export async function startHarborLab({
  dns,
  authority,
}: {
  readonly dns: DnsServer;
  readonly authority: Authority;
}): Promise<HarborLab> {
  const port = await freePort();
  const domain = `${HOST}:${port}`;
  const harbor = createHarbor({ externalUrl: `https://${domain}` });
  harbor.addUser(HARBOR_OWN.username, HARBOR_OWN.password, 'admin');
  for (const project of ['shop', 'bank', 'hub-cache']) harbor.addProject(project, 'private');
  harbor.state.store.push({ repository: 'shop/cart', tags: ['1'] });
  harbor.state.store.push({ repository: 'bank/ledger', tags: ['1'] });
  dns.set(HOST, ['127.0.0.1']);
  const gate = await openGate({ port, state: 'tls' });
  gate.host(HOST, harbor.handle);
  gate.certificate(HOST, await authority.issue({ names: [HOST] }));
  return {
    domain,
    harbor,
    robot: (name, projects, more = {}) => {
      const permissions = projects.map((namespace) => ({
        kind: 'project' as const,
        namespace,
        access: [{ resource: 'repository', action: 'pull' }],
      }));
      const secret = `secret-of-${name}`;
      const robot = harbor.addRobot({ name, secret, permissions, ...more });
      return { username: robot.name, password: secret };
    },
    configured: {
      kind: 'harbor',
      login: { username: HARBOR_OWN.username, passwordEnv: 'HARBOR_PASSWORD' },
    },
    stop: () => gate.stop(),
  };
}
