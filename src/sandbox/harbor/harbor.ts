/** A Harbor 2.13: core with its API and token service, in front of a registry in memory. */
import { randomUUID } from 'node:crypto';
import type { Ask, Handler, Say } from '../registry/exchange.ts';
import { sayText } from '../registry/exchange.ts';
import { createFaults, type Faults } from '../registry/faults.ts';
import { createSigner } from '../registry/jwt.ts';
import { createStore } from '../registry/store.ts';
import type { Permission, Robot, User } from './accounts.ts';
import { jobservice } from './api/jobservice.ts';
import { projects } from './api/projects.ts';
import { replication } from './api/replication.ts';
import { repositories } from './api/repositories.ts';
import { robots } from './api/robots.ts';
import { system } from './api/system.ts';
import { createJobs } from './jobs.ts';
import { BASE, sayApi } from './router.ts';
import type { Component, HarborState, Project } from './state.ts';
import { sayToken } from './token-service.ts';
import { sayV2 } from './v2.ts';

export interface HarborOptions {
  readonly externalUrl: string;
  /** Its components' health; all well when absent. */
  readonly components?: () => Promise<readonly Component[]>;
  readonly now?: () => Date;
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
  const state: HarborState = {
    externalUrl: options.externalUrl,
    version: 'v2.13.1-1fe24a3b',
    store: createStore(),
    signer: createSigner(),
    projects: new Map(),
    users: new Map(),
    robots: new Map(),
    blocked: new Map(),
    immutable: new Set(),
    readOnly: false,
    jobs: createJobs(now()),
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

const ENDPOINTS = [...system, ...projects, ...repositories, ...robots, ...jobservice, ...replication];

async function say(state: HarborState, ask: Ask): Promise<Say> {
  if (ask.path === '/service/token') return sayToken(state, ask);
  if (ask.path === '/v2' || ask.path.startsWith('/v2/')) return sayV2(state, ask);
  if (ask.path === '/api/version') return { status: 200, body: '{"version":"v2.0"}' };
  if (ask.path.startsWith(`${BASE}/`)) return sayApi(ENDPOINTS, state, ask);
  // Everything else is the portal.
  return sayText(200, '<!doctype html><title>Harbor</title>', { 'content-type': 'text/html' });
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
