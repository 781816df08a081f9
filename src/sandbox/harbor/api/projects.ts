import { type Say, sayJson } from '../../registry/exchange.ts';
import { nameOf } from '../accounts.ts';
import { sayHarborError } from '../errors.ts';
import { sayList } from '../paging.ts';
import { mayInProject, maySystem } from '../rights.ts';
import { type Call, type Endpoint, refusal, sent } from '../router.ts';
import { repositoriesOf, usedBy } from '../sizes.ts';
import { type HarborState, noteAudit, type Project } from '../state.ts';

/** Projects, their summaries and quotas. */
export const projects: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/projects',
    handle(call) {
      const { ask, state, who } = call;
      const name = ask.query.get('name') ?? '';
      const visible = [...state.projects.values()]
        .filter((one) => mayInProject(who, one, 'project', 'read'))
        .filter((one) => one.name.includes(name));
      return sayList(
        ask,
        visible.map((one) => record(state, one)),
      );
    },
  },
  {
    method: 'HEAD',
    path: '/projects',
    handle(call) {
      const { ask, state, who } = call;
      if (who.kind === 'anonymous') return sayHarborError('UNAUTHORIZED', 'unauthorized');
      const found = state.projects.has(ask.query.get('project_name') ?? '');
      return found ? { status: 200 } : sayHarborError('NOT_FOUND', 'project not found');
    },
  },
  {
    method: 'GET',
    path: '/projects/{project}',
    handle: (call) => withProject(call, (project) => sayJson(200, record(call.state, project))),
  },
  {
    method: 'GET',
    path: '/projects/{project}/summary',
    handle: (call) =>
      withProject(call, (project) =>
        sayJson(200, {
          repo_count: repositoriesOf(call.state, project).length,
          project_admin_count: 1,
          quota: { hard: { storage: project.quota }, used: { storage: usedBy(call.state, project) } },
          ...(project.proxyOf
            ? { registry: { ...project.proxyOf, type: 'docker-registry', status: 'healthy' } }
            : {}),
        }),
      ),
  },
  {
    method: 'GET',
    path: '/quotas',
    handle: (call) =>
      refusal(call, maySystem(call.who, 'quota', 'list')) ??
      sayList(
        call.ask,
        [...call.state.projects.values()]
          .filter(({ id }) => [null, String(id)].includes(call.ask.query.get('reference_id')))
          .map((project) => quota(call.state, project)),
      ),
  },
  {
    method: 'GET',
    path: '/quotas/{id}',
    handle: (call) => withQuota(call, 'read', (project) => sayJson(200, quota(call.state, project))),
  },
  {
    method: 'PUT',
    path: '/quotas/{id}',
    handle: (call) =>
      withQuota(call, 'update', (project) => {
        const { hard } = sent(call) as { readonly hard?: { readonly storage?: number } };
        if (!hard) return sayHarborError('BAD_REQUEST', 'hard required in body');
        const storage = hard.storage ?? Number.NaN;
        if (!Number.isInteger(storage) || storage < -1 || storage === 0)
          return sayHarborError('BAD_REQUEST', 'invalid hard limit of the storage');
        project.quota = storage;
        const username = nameOf(call.who);
        noteAudit(call.state, {
          username,
          resource: project.name,
          resource_type: 'quota',
          operation: 'update',
        });
        return { status: 200 };
      }),
  },
];

/** Quotas have the numbers of their projects here. */
function withQuota(call: Call, action: string, then: (project: Project) => Say): Say {
  const refused = refusal(call, maySystem(call.who, 'quota', action));
  if (refused) return refused;
  const id = Number(call.param('id'));
  const project = [...call.state.projects.values()].find((one) => one.id === id);
  return project ? then(project) : sayHarborError('NOT_FOUND', `quota ${id} not found`);
}

/** Runs with a project in which the caller may do this; a missing one is 403 to all but administrators, as in Harbor. */
export function withProject(
  call: Call,
  then: (project: Project) => ReturnType<Endpoint['handle']>,
  [resource, action]: readonly [resource: string, action: string] = ['project', 'read'],
) {
  const given = call.param('project');
  const byName = call.ask.header('x-is-resource-name') === 'true' || !/^\d+$/.test(given);
  const project = byName
    ? call.state.projects.get(given)
    : [...call.state.projects.values()].find(({ id }) => id === Number(given));
  if (project && mayInProject(call.who, project, resource, action)) return then(project);
  const admin = call.who.kind === 'user' && call.who.user.admin;
  if (admin) return sayHarborError('NOT_FOUND', `project ${given} not found`);
  return refusal(call, false) ?? sayHarborError('FORBIDDEN', 'forbidden');
}

function record(state: HarborState, project: Project) {
  return {
    project_id: project.id,
    name: project.name,
    owner_name: 'admin',
    ...(project.proxyOf ? { registry_id: project.proxyOf.id } : {}),
    creation_time: project.createdAt.toISOString(),
    update_time: project.createdAt.toISOString(),
    deleted: false,
    repo_count: repositoriesOf(state, project).length,
    metadata: { public: String(project.public), ...project.metadata },
  };
}

function quota(state: HarborState, project: Project) {
  return {
    id: project.id,
    ref: { id: project.id, name: project.name, owner_name: 'admin' },
    hard: { storage: project.quota },
    used: { storage: usedBy(state, project) },
  };
}
