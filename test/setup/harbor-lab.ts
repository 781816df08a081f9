/** A sandbox Harbor on loopback that has given the product a login, for tests of what asks its API. */
import { createHarbor, type Harbor } from '../../src/sandbox/harbor/harbor.ts';
import { freePort } from '../../src/sandbox/parts/redis.ts';
import { type Gate, openGate } from '../../src/sandbox/registry/gate.ts';
import { askProbes, type LabAsking, type PullSetting } from './registry-lab/ask-probes.ts';
import { stubConfig } from './registry-lab/stub-config.ts';

type Rights = readonly (readonly [resource: string, action: string])[];

/** What the documentation tells an operator to give our own robot in every project. */
export const OWN_RIGHTS: Rights = [
  ['project', 'read'],
  ['repository', 'list'],
  ['repository', 'read'],
  ['repository', 'pull'],
  ['artifact', 'read'],
  ['tag', 'list'],
  ['immutable-tag', 'list'],
  ['robot', 'list'],
];
export const PULL: Rights = [['repository', 'pull']];

export interface HarborLab {
  readonly harbor: Harbor;
  readonly gate: Gate;
  /** `127.0.0.1:30123`, to write in front of `/repository:tag`. */
  readonly domain: string;
  config(registry?: object): ReturnType<typeof stubConfig>;
  /** Adds a robot with these rights in these projects; its secret is `secret`. */
  robot(name: string, projects: readonly string[], more?: { rights?: Rights; expiresAt?: Date }): string;
  /** The pod's login, as a pull secret `regcred`. */
  login(username: string, password?: string): NonNullable<PullSetting['secrets']>;
  ask(setting: PullSetting, registry?: object): LabAsking;
  stop(): Promise<void>;
}

export const OWN_ROBOT = { username: 'robot$medic', passwordEnv: 'OWN_PASSWORD' } as const;

/** A private project `shop` with `shop/cart:1.8.1`, and a public one, `library`. */
export async function startHarborLab(own: Rights = OWN_RIGHTS): Promise<HarborLab> {
  const gate = await openGate({ port: await freePort(), state: 'plain' });
  const domain = `127.0.0.1:${gate.port}`;
  const harbor = createHarbor({ externalUrl: `http://${domain}` });
  gate.host('127.0.0.1', harbor.handle);
  harbor.addProject('shop', 'private');
  harbor.addProject('library', 'public');
  harbor.state.store.push({ repository: 'shop/cart', tags: ['1.8.1'] });
  const robot: HarborLab['robot'] = (name, projects, { rights = PULL, expiresAt } = {}) => {
    const access = rights.map(([resource, action]) => ({ resource, action }));
    const permissions = projects.map((namespace) => ({ kind: 'project' as const, namespace, access }));
    const secret = name === 'medic' ? 'own-secret' : 'secret';
    return harbor.addRobot({ name, secret, permissions, ...(expiresAt ? { expiresAt } : {}) }).name;
  };
  robot('medic', ['*'], { rights: own });
  const config: HarborLab['config'] = (registry = {}) =>
    stubConfig(gate.port, { kind: 'harbor', login: OWN_ROBOT, ...registry });
  return {
    harbor,
    gate,
    domain,
    config,
    robot,
    login: (username, password = 'secret') => ({ regcred: { [domain]: { username, password } } }),
    ask: (setting, registry) => askProbes(config(registry), setting),
    stop: () => gate.stop(),
  };
}
