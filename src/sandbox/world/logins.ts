/** Who may pull what in Acme's two registries. Passwords of a sandbox: they open nothing else. */
import type { Permission } from '../harbor/accounts.ts';
import type { Harbor } from '../harbor/harbor.ts';

export interface WorldLogin {
  readonly username: string;
  readonly password: string;
}

export const LOGINS = {
  shop: { username: 'robot$shop+pull', password: 'shop-pull-7c1d' },
  billing: { username: 'robot$billing+pull', password: 'billing-pull-2f9a' },
  data: { username: 'robot$data+pull', password: 'data-pull-b03e' },
  /** Expired three days ago. */
  shopCi: { username: 'robot$shop+ci', password: 'shop-ci-55aa' },
  /** May pull from shop and data, not from billing. */
  deploy: { username: 'robot$acme-deploy', password: 'acme-deploy-91ce' },
  /** A user of the platform, whom its token service knows. */
  cargo: { username: 'ci', password: 'cargo-ci-0c55' },
  /** In the htpasswd file of the second registry. */
  registry: { username: 'deploy', password: 'registry-deploy-4e2b' },
} as const satisfies Record<string, WorldLogin>;

/** The logins of Registry Medic itself, by the variable that holds the password. */
export const OWN_LOGINS = {
  harbor: { username: 'robot$registry-medic', password: 'medic-harbor-6d8f', env: 'ACME_HARBOR_PASSWORD' },
  /** Of the remediator alone. */
  harborWrites: {
    username: 'robot$registry-medic-writes',
    password: 'medic-writes-harbor-6ab1',
    env: 'ACME_HARBOR_WRITE_PASSWORD',
  },
  old: { username: 'registry-medic', password: 'medic-old-harbor-77e0', env: 'ACME_OLD_HARBOR_PASSWORD' },
  cargo: { username: 'admin', password: 'medic-cargo-19f3', env: 'ACME_CARGO_PASSWORD' },
  registry: { username: 'registry-medic', password: 'medic-registry-a1b2', env: 'ACME_REGISTRY_PASSWORD' },
} as const;

const PULL = [{ resource: 'repository', action: 'pull' }];
const DAY_MS = 86_400_000;

/** Rights of the bot's robot: the read set, nothing that changes anything. */
const SYSTEM_READS = [
  ['replication-policy', 'list'],
  ['replication-policy', 'read'],
  ['replication', 'list'],
  ['replication', 'read'],
  ['registry', 'list'],
  ['registry', 'read'],
  ['garbage-collection', 'list'],
  ['garbage-collection', 'read'],
  ['system-volumes', 'read'],
  ['jobservice-monitor', 'list'],
  ['quota', 'list'],
  ['scan-all', 'read'],
  ['audit-log', 'list'],
  ['robot', 'list'],
] as const;
const PROJECT_READS = [
  ['project', 'read'],
  ['repository', 'list'],
  ['repository', 'read'],
  ['repository', 'pull'],
  ['artifact', 'list'],
  ['artifact', 'read'],
  ['tag', 'list'],
  // For fixes: who is a member already.
  ['member', 'list'],
  ['robot', 'list'],
] as const;

/** What the fixes write, right by right, as `registry-medic rbac` lists it; it reads with the other robot. */
export const HARBOR_WRITES = {
  system: [
    'garbage-collection create',
    'jobservice-monitor stop',
    'quota update',
    'replication create',
    'replication-policy create',
    'replication-policy delete',
  ],
  project: [
    'member create',
    'member delete',
    'repository list',
    'repository pull',
    'robot create',
    'robot delete',
    'tag delete',
  ],
} as const satisfies Readonly<Record<'system' | 'project', readonly string[]>>;

export function addLogins(harbor: Harbor): void {
  for (const project of ['shop', 'billing', 'data'] as const)
    robot(harbor, LOGINS[project], [{ kind: 'project', namespace: project, access: PULL }]);
  robot(
    harbor,
    LOGINS.shopCi,
    [{ kind: 'project', namespace: 'shop', access: PULL }],
    new Date(Date.now() - 3 * DAY_MS),
  );
  robot(
    harbor,
    LOGINS.deploy,
    ['shop', 'data'].map((namespace) => ({ kind: 'project', namespace, access: PULL })),
  );
  robot(harbor, OWN_LOGINS.harbor, [
    { kind: 'system', namespace: '/', access: accesses(SYSTEM_READS) },
    { kind: 'project', namespace: '*', access: accesses(PROJECT_READS) },
  ]);
  robot(harbor, OWN_LOGINS.harborWrites, [
    { kind: 'system', namespace: '/', access: HARBOR_WRITES.system.map(accessOf) },
    { kind: 'project', namespace: '*', access: HARBOR_WRITES.project.map(accessOf) },
  ]);
}

function accessOf(right: string): Permission['access'][number] {
  const [resource = '', action = ''] = right.split(' ');
  return { resource, action };
}

/** User → password of the second registry's htpasswd file. */
export const REGISTRY_USERS: ReadonlyMap<string, string> = new Map(
  [LOGINS.registry, OWN_LOGINS.registry].map(({ username, password }) => [username, password]),
);

function robot(
  harbor: Harbor,
  { username, password }: WorldLogin,
  permissions: readonly Permission[],
  expiresAt?: Date,
): void {
  const name = username.replace('robot$', '');
  harbor.addRobot({ name, secret: password, permissions, ...(expiresAt ? { expiresAt } : {}) });
}

function accesses(pairs: readonly (readonly [string, string])[]): Permission['access'] {
  return pairs.map(([resource, action]) => ({ resource, action }));
}
