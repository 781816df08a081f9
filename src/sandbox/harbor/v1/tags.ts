import { type Say, sayJson } from '../../registry/exchange.ts';
import type { Repository } from '../../registry/store.ts';
import { sayHarborError } from '../errors.ts';
import { sayList } from '../paging.ts';
import { mayInProject } from '../rights.ts';
import { type Call, type Endpoint, refusal } from '../router.ts';
import { artifactSize, repositoriesOf } from '../sizes.ts';
import { projectOf } from '../state.ts';

const NEVER = '0001-01-01T00:00:00Z';

/** Repositories by project id, and their tags, all in one answer. */
export const tags: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/repositories',
    handle(call) {
      const id = call.ask.query.get('project_id') ?? '';
      const project = [...call.state.projects.values()].find((one) => String(one.id) === id);
      if (!/^\d+$/.test(id)) return sayHarborError('BAD_REQUEST', `invalid project_id ${id}`);
      if (!project) return sayHarborError('NOT_FOUND', `project ${id} not found`);
      const refused = refusal(call, mayInProject(call.who, project, 'repository', 'list'));
      if (refused) return refused;
      const records = repositoriesOf(call.state, project).map((name, index) => ({
        id: index + 1,
        name,
        project_id: project.id,
        pull_count: 0,
        tags_count: call.state.store.get(name)?.tags.size ?? 0,
      }));
      return sayList(call.ask, records);
    },
  },
  {
    method: 'GET',
    path: '/repositories/{repository}/tags',
    handle: (call) =>
      withRepository(call, 'list', (repository) =>
        sayJson(
          200,
          [...repository.tags].map(([name, digest]) => record(call, repository, name, digest)),
        ),
      ),
  },
  {
    method: 'GET',
    path: '/repositories/{repository}/tags/{tag}',
    handle: (call) =>
      withRepository(call, 'list', (repository) => {
        const digest = repository.tags.get(call.param('tag'));
        if (digest === undefined)
          return sayHarborError('NOT_FOUND', `resource: ${call.param('tag')} not found`);
        return sayJson(200, record(call, repository, call.param('tag'), digest));
      }),
  },
  {
    method: 'DELETE',
    path: '/repositories/{repository}/tags/{tag}',
    handle: (call) =>
      withRepository(call, 'delete', (repository) => {
        const tag = call.param('tag');
        const digest = repository.tags.get(tag);
        if (digest === undefined) return sayHarborError('NOT_FOUND', `tag ${tag} not found`);
        // A link that leads nowhere is told deleted and stays (goharbor/harbor#6515).
        if (!call.state.broken.has(`${repository.name}@${digest}`))
          call.state.store.untag(repository.name, tag);
        return { status: 200 };
      }),
  },
];

function withRepository(call: Call, action: 'list' | 'delete', then: (repository: Repository) => Say): Say {
  const name = call.param('repository');
  const refused = refusal(call, mayInProject(call.who, projectOf(call.state, name), 'repository', action));
  if (refused) return refused;
  const repository = call.state.store.get(name);
  return repository ? then(repository) : sayHarborError('NOT_FOUND', `repository ${name} not found`);
}

function record({ state }: Call, repository: Repository, name: string, digest: string) {
  const broken = state.broken.has(`${repository.name}@${digest}`);
  const pushed = repository.pushedAt.get(digest)?.toISOString() ?? NEVER;
  return {
    name,
    digest,
    size: artifactSize(state, repository, digest),
    architecture: broken ? '' : 'amd64',
    os: broken ? '' : 'linux',
    created: broken ? NEVER : pushed,
    push_time: broken ? NEVER : pushed,
    pull_time: NEVER,
    immutable: state.immutable.has(`${repository.name}:${name}`),
  };
}
