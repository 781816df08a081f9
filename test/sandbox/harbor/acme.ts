/** A small Harbor for tests: a private and a public project, people and robots. */
import { createHarbor, type Harbor, type HarborOptions } from '../../../src/sandbox/harbor/harbor.ts';

export const EXTERNAL = 'https://harbor.acme.test:8443';
const PULL = [{ resource: 'repository', action: 'pull' }];
const SYSTEM_READS = [
  ['jobservice-monitor', 'list'],
  ['garbage-collection', 'list'],
  ['replication', 'list'],
  ['replication-policy', 'list'],
  ['registry', 'list'],
  ['quota', 'list'],
  ['garbage-collection', 'read'],
  ['scan-all', 'read'],
  ['system-volumes', 'read'],
].map(([resource = '', action = '']) => ({ resource, action }));

export function acmeHarbor(options: Partial<HarborOptions> = {}): Harbor {
  const harbor = createHarbor({ externalUrl: EXTERNAL, ...options });
  harbor.addProject('shop', 'private');
  harbor.addProject('library', 'public');
  harbor.state.store.push({ repository: 'shop/cart', tags: ['1.8.1'] });
  harbor.state.store.push({ repository: 'shop/teams/api', tags: ['1'] });
  harbor.state.store.push({ repository: 'library/alpine', tags: ['3.22'] });
  harbor.addUser('admin', 'admin-password', 'admin');
  harbor.addUser('ada', 'ada-password').memberOf.set('shop', 3);
  harbor.addUser('eve', 'eve-password');
  harbor.addRobot({
    name: 'shop+ci',
    secret: 'ci-secret',
    permissions: [{ kind: 'project', namespace: 'shop', access: PULL }],
  });
  harbor.addRobot({
    name: 'medic',
    secret: 'medic-secret',
    permissions: [
      { kind: 'system', namespace: '/', access: SYSTEM_READS },
      {
        kind: 'project',
        namespace: '*',
        access: [
          ...PULL,
          { resource: 'project', action: 'read' },
          { resource: 'repository', action: 'list' },
          { resource: 'artifact', action: 'read' },
          { resource: 'artifact', action: 'list' },
        ],
      },
    ],
  });
  return harbor;
}
