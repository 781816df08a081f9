import { randomBytes } from 'node:crypto';
import { type Say, sayJson } from '../../registry/exchange.ts';
import { type Identity, nameOf, type Permission, type Robot } from '../accounts.ts';
import { sayHarborError } from '../errors.ts';
import { sayList } from '../paging.ts';
import { mayInProject, maySystem } from '../rights.ts';
import { BASE, type Call, type Endpoint, refusal, sent } from '../router.ts';
import { type HarborState, noteAudit } from '../state.ts';

/** Robots: of the system, or with `q=Level=project,ProjectID=N` of one project. Secrets are never listed. */
export const robots: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/robots',
    since: '2.2',
    handle(call) {
      const { ask, state, who } = call;
      const id = /ProjectID=(\d+)/i.exec(ask.query.get('q') ?? '')?.[1];
      const all = [...state.robots.values()].map((robot) => robotRecord(state, robot));
      if (id === undefined)
        return (
          refusal(call, maySystem(who, 'robot', 'list')) ??
          sayList(
            ask,
            all.filter((robot) => robot.level === 'system'),
          )
        );
      const project = [...state.projects.values()].find((one) => one.id === Number(id));
      return refusal(call, mayInProject(who, project, 'robot', 'list')) ?? sayList(ask, all);
    },
  },
  { method: 'POST', path: '/robots', since: '2.2', handle: create },
  {
    method: 'DELETE',
    path: '/robots/{id}',
    since: '2.2',
    handle(call) {
      const robot = [...call.state.robots.values()].find(({ id }) => String(id) === call.param('id'));
      if (!robot) return sayHarborError('NOT_FOUND', `robot ${call.param('id')} not found`);
      const refused = refusal(call, mayManage(call, robot.level, projectNameOf(robot), 'delete'));
      if (refused) return refused;
      call.state.robots.delete(robot.name);
      return { status: 200 };
    },
  },
];

/** The secret is told here and never again. */
function create(call: Call): Say {
  const { state } = call;
  const given = sent(call) as Partial<NewRobot>;
  const { name = '', level, duration, disable, description = '', permissions = [] } = given;
  const project = permissions[0]?.namespace ?? '';
  if (!/^[a-z0-9]+(?:[._-][a-z0-9]+)*$/.test(name))
    return sayHarborError('BAD_REQUEST', 'robot name is not in lower case or contains illegal characters');
  if (level !== 'system' && level !== 'project')
    return sayHarborError('BAD_REQUEST', `bad request error level input: ${level}`);
  if (!Number.isInteger(duration) || duration === 0 || Number(duration) < -1)
    return sayHarborError(
      'BAD_REQUEST',
      `bad request error duration input: ${duration}, duration must be either -1(Never) or a positive integer`,
    );
  if (permissions.length === 0) return sayHarborError('BAD_REQUEST', 'bad request empty permission');
  if (permissions.some(({ access }) => !access?.length))
    return sayHarborError('BAD_REQUEST', 'bad request empty access');
  if (level === 'project' && permissions.length > 1)
    return sayHarborError('BAD_REQUEST', 'bad request permission');
  const refused = refusal(call, mayManage(call, level, project, 'create'));
  if (refused) return refused;
  if (!covers(call.who, permissions))
    return sayHarborError(
      'DENIED',
      "permission scope is invalid. It must be equal to or more restrictive than the creator robot's permissions",
    );
  const full = level === 'project' ? `robot$${project}+${name}` : `robot$${name}`;
  if (state.robots.has(full)) return sayHarborError('CONFLICT', `robot account ${full} already exists`);
  const days = Number(duration);
  const now = state.now();
  const robot: Robot = {
    id: 1 + Math.max(0, ...[...state.robots.values()].map(({ id }) => id)),
    name: full,
    secret: `${randomBytes(18).toString('base64url')}A1a`,
    level,
    disable: disable === true,
    expiresAt: days === -1 ? -1 : Math.floor(now.getTime() / 1000) + days * 86_400,
    createdAt: now,
    description,
    permissions,
  };
  state.robots.set(full, robot);
  noteAudit(state, {
    username: nameOf(call.who),
    resource: full,
    resource_type: 'robot',
    operation: 'create',
  });
  const { id, secret, expiresAt } = robot;
  return sayJson(
    201,
    { id, name: full, secret, creation_time: now.toISOString(), expires_at: expiresAt },
    { location: `${BASE}/robots/${id}` },
  );
}

interface NewRobot {
  readonly name: string;
  readonly level: string;
  /** Days; -1 never ends. */
  readonly duration: number;
  readonly disable: boolean;
  readonly description: string;
  readonly permissions: readonly Permission[];
}

/** A robot that makes robots gives away no more than it has (handler/robot.go, isValidPermissionScope). */
function covers(who: Identity, asked: readonly Permission[]): boolean {
  if (who.kind !== 'robot') return true;
  return asked.every(({ kind, namespace, access }) =>
    access.every(({ resource, action }) =>
      who.robot.permissions.some(
        (one) =>
          one.kind === kind &&
          (one.namespace === '*' || one.namespace === namespace) &&
          one.access.some((each) => each.resource === resource && each.action === action),
      ),
    ),
  );
}

function mayManage(call: Call, level: Robot['level'], project: string, action: string): boolean {
  if (level === 'system') return maySystem(call.who, 'robot', action);
  return mayInProject(call.who, call.state.projects.get(project), 'robot', action);
}

function projectNameOf({ name }: Robot): string {
  return /^robot\$(.+?)\+/.exec(name)?.[1] ?? '';
}

export function robotRecord(state: HarborState, robot: Robot) {
  return {
    id: robot.id,
    name: robot.name,
    description: robot.description ?? '',
    level: robot.level,
    ...(robot.level === 'project' ? { project_id: state.projects.get(projectNameOf(robot))?.id } : {}),
    disable: robot.disable,
    expires_at: robot.expiresAt,
    duration: robot.expiresAt === -1 ? -1 : 30,
    creation_time: robot.createdAt.toISOString(),
    permissions: robot.permissions,
  };
}
