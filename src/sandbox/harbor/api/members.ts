import { sayJson } from '../../registry/exchange.ts';
import { nameOf, type User } from '../accounts.ts';
import { sayHarborError } from '../errors.ts';
import { sayList } from '../paging.ts';
import { BASE, type Call, type Endpoint, refusal, sent } from '../router.ts';
import { noteAudit, type Project } from '../state.ts';
import { withProject } from './projects.ts';

const ROLES: Readonly<Record<number, string>> = {
  1: 'projectAdmin',
  2: 'developer',
  3: 'guest',
  4: 'maintainer',
  5: 'limitedGuest',
};

/** Members of a project: who they are, adding and removing one. */
export const members: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/users/search',
    handle(call) {
      const part = call.ask.query.get('username') ?? '';
      const found = [...call.state.users.values()].filter(({ username }) => username.includes(part));
      return (
        refusal(call, call.who.kind !== 'anonymous') ??
        sayList(
          call.ask,
          found.map(({ id, username }) => ({ user_id: id, username })),
        )
      );
    },
  },
  {
    method: 'GET',
    path: '/projects/{project}/members',
    handle: (call) =>
      allowed(call, 'list', (project) => {
        const wanted = call.ask.query.get('entityname') ?? '';
        const users = [...call.state.users.values()]
          .filter((user) => user.memberOf.has(project.name) && user.username.includes(wanted))
          .map((user) => record(project, user));
        return sayList(call.ask, users);
      }),
  },
  {
    method: 'POST',
    path: '/projects/{project}/members',
    handle: (call) => allowed(call, 'create', (project) => add(call, project)),
  },
  {
    method: 'GET',
    path: '/projects/{project}/members/{member}',
    handle: (call) =>
      allowed(call, 'read', (project) => {
        const user = memberOf(call, project);
        return user ? sayJson(200, record(project, user)) : sayHarborError('NOT_FOUND', 'member not found');
      }),
  },
  {
    method: 'DELETE',
    path: '/projects/{project}/members/{member}',
    handle: (call) =>
      allowed(call, 'delete', (project) => {
        const user = memberOf(call, project);
        if (!user) return sayHarborError('NOT_FOUND', 'member not found');
        user.memberOf.delete(project.name);
        return { status: 200 };
      }),
  },
];

function add(call: Call, project: Project) {
  const { role_id: role, member_user: member } = sent(call) as {
    readonly role_id?: number;
    readonly member_user?: { readonly username?: string; readonly user_id?: number };
  };
  if (role === undefined || !(role in ROLES)) return sayHarborError('BAD_REQUEST', 'invalid role');
  const user = [...call.state.users.values()].find(
    (one) => one.username === member?.username || one.id === member?.user_id,
  );
  if (!user) return sayHarborError('NOT_FOUND', `user ${member?.username ?? ''} not found`);
  if (user.memberOf.has(project.name))
    return sayHarborError('CONFLICT', `The user is already a member of the project ${project.name}`);
  user.memberOf.set(project.name, role);
  const resource = `${project.name}/${user.username}`;
  noteAudit(call.state, {
    username: nameOf(call.who),
    resource,
    resource_type: 'member',
    operation: 'create',
  });
  return { status: 201, headers: { location: `${BASE}/projects/${project.id}/members/${user.id}` } };
}

/** A member's id is its user's here. */
function memberOf({ state, param }: Call, project: Project): User | undefined {
  return [...state.users.values()].find(
    (user) => String(user.id) === param('member') && user.memberOf.has(project.name),
  );
}

function allowed(call: Call, action: string, then: (project: Project) => ReturnType<typeof add>) {
  return withProject(call, then, ['member', action]);
}

function record(project: Project, { id, username, memberOf: roles }: User) {
  const role = roles.get(project.name) ?? 3;
  return {
    id,
    project_id: project.id,
    entity_id: id,
    entity_name: username,
    entity_type: 'u',
    role_id: role,
    role_name: ROLES[role],
  };
}
