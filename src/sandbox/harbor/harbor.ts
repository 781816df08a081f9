/** A Harbor of any version since 1.8, 2.13 when not told: core with its API and token service, in front of a registry in memory. */
import { randomUUID } from 'node:crypto';
import type { Ask, Handler, Say } from '../registry/exchange.ts';
import { sayText } from '../registry/exchange.ts';
import { createFaults, type Faults } from '../registry/faults.ts';
import { createSigner } from '../registry/jwt.ts';
import { createStore } from '../registry/store.ts';
import type { Permission, Robot, User } from './accounts.ts';
import { audit } from './api/audit.ts';
import { collections } from './api/collections.ts';
import { jobservice } from './api/jobservice.ts';
import { members } from './api/members.ts';
import { policies } from './api/policies.ts';
import { projects } from './api/projects.ts';
import { registries } from './api/registries.ts';
import { replication } from './api/replication.ts';
import { repositories } from './api/repositories.ts';
import { robots } from './api/robots.ts';
import { system } from './api/system.ts';
import { sayHarborError } from './errors.ts';
import { createJobs } from './jobs.ts';
import { BASE, sayApi } from './router.ts';
import type { Component, HarborState, Project } from './state.ts';
import { createWork } from './tasks/work.ts';
import { sayToken } from './token-service.ts';
import { isV1, sayV1 } from './v1/v1.ts';
import { sayV2 } from './v2.ts';

export interface HarborOptions {
  readonly externalUrl: string;
  /** Its components' health; all well when absent. */
  readonly components?: () => Promise<readonly Component[]>;
  readonly now?: () => Date;
  /** `v2.13.1-1fe24a3b` when absent; `v1.10.4` or `v1.8.6` speaks the older API. */
  readonly version?: string;
}

export interface RobotRequest {
  /** `name` for the system, `project+name` for a project. */
  readonly name: string;
  readonly secret: string;
  readonly permissions: readonly Permission[];
  readonly expiresAt?: Date;
}

export interface Harbor {
  readonly state: HarborState;
  readonly faults: Faults;
  readonly handle: Handler;
  addProject(name: string, visibility: 'public' | 'private'): Project;
  addRobot(request: RobotRequest): Robot;
  addUser(username: string, password: string, role?: 'admin'): User;
}

export const COMPONENTS = [
  'core',
  'database',
  'jobservice',
  'portal',
  'redis',
  'registry',
  'registryctl',
  'trivy',
] as const;

export function createHarbor(options: HarborOptions): Harbor {
  const now = options.now ?? (() => new Date());
  const work = createWork(now());
  const state: HarborState = {
    externalUrl: options.externalUrl,
    version: options.version ?? 'v2.13.1-1fe24a3b',
    store: createStore(),
    signer: createSigner(),
    projects: new Map(),
    users: new Map(),
    robots: new Map(),
    blocked: new Map(),
    immutable: new Set(),
    readOnly: false,
    jobs: createJobs(now(), work),
    work,
    weights: new Map(),
    broken: new Set(),
    ailing: new Map(),
    logs: new Map(),
    volumes: [{ total: 0, free: 0 }],
    configuration: settings(),
    storage: 'filesystem',
    audit: [],
    components: options.components ?? (async () => COMPONENTS.map((name) => ({ name, healthy: true }))),
    now,
  };
  const faults = createFaults();
  return {
    state,
    faults,
    handle: async (ask) => withRequestId(ask, faults.answer(ask) ?? (await say(state, ask))),
    addProject: (name, visibility) => addProject(state, name, visibility),
    addRobot: (request) => addRobot(state, request),
    addUser(username, password, role) {
      const id = state.users.size + 1;
      const user: User = { id, username, password, admin: role === 'admin', memberOf: new Map() };
      state.users.set(username, user);
      return user;
    },
  };
}

const ENDPOINTS = [
  ...system,
  ...projects,
  ...members,
  ...repositories,
  ...robots,
  ...audit,
  ...jobservice,
  ...collections,
  ...registries,
  ...policies,
  ...replication,
];

async function say(state: HarborState, ask: Ask): Promise<Say> {
  if (ask.path === '/service/token') return sayToken(state, ask);
  if (ask.path === '/v2' || ask.path.startsWith('/v2/')) return sayV2(state, ask);
  if (isV1(state)) {
    if (ask.path.startsWith('/api/')) return sayV1(state, ask);
    return sayPortal();
  }
  if (ask.path === '/api/version') return { status: 200, body: '{"version":"v2.0"}' };
  if (ask.path.startsWith(`${BASE}/`)) return sayApi(ENDPOINTS, state, ask);
  if (ask.path.startsWith('/api/')) return sayHarborError('NOT_FOUND', `path ${ask.path} was not found`);
  return sayPortal();
}

/** Everything that is no API is the portal. */
function sayPortal(): Say {
  return sayText(200, '<!doctype html><title>Harbor</title>', { 'content-type': 'text/html' });
}

function settings(): HarborState['configuration'] {
  return new Map<string, string | number | boolean>([
    ['auth_mode', 'db_auth'],
    ['read_only', false],
    ['robot_name_prefix', 'robot$'],
    ['robot_token_duration', 30],
    ['token_expiration', 30],
    ['project_creation_restriction', 'adminonly'],
    ['quota_per_project_enable', true],
    ['storage_per_project', -1],
    ['scan_all_policy', 'none'],
    ['notification_enable', true],
  ]);
}

function withRequestId(ask: Ask, said: Say): Say {
  const id = ask.header('x-request-id') ?? randomUUID();
  return { ...said, headers: { ...said.headers, 'x-request-id': id } };
}

function addProject(state: HarborState, name: string, visibility: 'public' | 'private'): Project {
  const project: Project = {
    id: state.projects.size + 1,
    name,
    public: visibility === 'public',
    quota: -1,
    createdAt: state.now(),
  };
  state.projects.set(name, project);
  return project;
}

function addRobot(state: HarborState, { name, secret, permissions, expiresAt }: RobotRequest): Robot {
  const robot: Robot = {
    id: state.robots.size + 1,
    name: `robot$${name}`,
    secret,
    level: name.includes('+') ? 'project' : 'system',
    disable: false,
    expiresAt: expiresAt ? Math.floor(expiresAt.getTime() / 1000) : -1,
    createdAt: state.now(),
    permissions,
  };
  state.robots.set(robot.name, robot);
  return robot;
}
