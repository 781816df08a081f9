import { sayJson } from '../../registry/exchange.ts';
import { type Repository, resolve } from '../../registry/store.ts';
import { sayHarborError } from '../errors.ts';
import { sayList } from '../paging.ts';
import { mayInProject } from '../rights.ts';
import { type Call, type Endpoint, refusal } from '../router.ts';
import { type HarborState, projectOf } from '../state.ts';
import { repositoriesOf, withProject } from './projects.ts';

const NEVER = '0001-01-01T00:00:00.000Z';

/** Repositories and the artifacts in them. */
export const repositories: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/repositories',
    handle({ ask, state, who }) {
      const visible = state.store
        .names()
        .filter((name) => mayInProject(who, projectOf(state, name), 'repository', 'list'));
      return sayList(
        ask,
        visible.map((name) => record(state, name)),
      );
    },
  },
  {
    method: 'GET',
    path: '/projects/{project}/repositories',
    handle: (call) =>
      withProject(
        call,
        (project) =>
          refusal(call, mayInProject(call.who, project, 'repository', 'list')) ??
          sayList(
            call.ask,
            repositoriesOf(call.state, project).map((name) => record(call.state, name)),
          ),
      ),
  },
  {
    method: 'GET',
    path: '/projects/{project}/repositories/{repository}',
    handle: (call) =>
      withRepository(call, 'repository', ({ name }) => sayJson(200, record(call.state, name))),
  },
  {
    method: 'GET',
    path: '/projects/{project}/repositories/{repository}/artifacts',
    handle: (call) =>
      withRepository(call, 'artifact', (repository) =>
        sayList(
          call.ask,
          topArtifacts(repository).map((digest) => artifact(call.state, repository, digest)),
        ),
      ),
  },
  {
    method: 'GET',
    path: '/projects/{project}/repositories/{repository}/artifacts/{reference}',
    handle: (call) =>
      withRepository(call, 'artifact', (repository) => {
        const found = resolve(repository, call.param('reference'));
        const name = `${repository.name}:${call.param('reference')}`;
        if (!found) return sayHarborError('NOT_FOUND', `artifact ${name} not found`);
        return sayJson(200, artifact(call.state, repository, found.digest));
      }),
  },
  {
    method: 'GET',
    path: '/projects/{project}/repositories/{repository}/artifacts/{reference}/tags',
    handle: (call) =>
      withRepository(
        call,
        'tag',
        (repository) => {
          const found = resolve(repository, call.param('reference'));
          const name = `${repository.name}:${call.param('reference')}`;
          if (!found) return sayHarborError('NOT_FOUND', `artifact ${name} not found`);
          const told = call.ask.query.get('with_immutable_status') === 'true';
          const tags = tagsOf(repository, found.digest).map((tag) => ({
            name: tag,
            ...(told ? { immutable: call.state.immutable.has(`${repository.name}:${tag}`) } : {}),
          }));
          return sayList(call.ask, tags);
        },
        'list',
      ),
  },
];

function withRepository(
  call: Call,
  resource: string,
  then: (repository: Repository) => ReturnType<Endpoint['handle']>,
  action: 'read' | 'list' = 'read',
) {
  return withProject(call, (project) => {
    const refused = refusal(call, mayInProject(call.who, project, resource, action));
    if (refused) return refused;
    const name = `${project.name}/${call.param('repository')}`;
    const repository = call.state.store.get(name);
    return repository ? then(repository) : sayHarborError('NOT_FOUND', `repository ${name} not found`);
  });
}

function record(state: HarborState, name: string) {
  const repository = state.store.get(name);
  return {
    id: state.store.names().indexOf(name) + 1,
    project_id: projectOf(state, name)?.id,
    name,
    artifact_count: repository ? topArtifacts(repository).length : 0,
    pull_count: 0,
  };
}

/** Digests that tags name; children of an index are not listed by Harbor. */
function topArtifacts(repository: Repository): readonly string[] {
  return [...new Set(repository.tags.values())];
}

function tagsOf(repository: Repository, digest: string): readonly string[] {
  return [...repository.tags].filter(([, target]) => target === digest).map(([name]) => name);
}

function artifact(state: HarborState, repository: Repository, digest: string) {
  const content = repository.manifests.get(digest);
  const parsed = JSON.parse(content?.bytes.toString() ?? '{}') as {
    readonly manifests?: readonly { readonly digest: string; readonly platform: object }[];
  };
  const tags = tagsOf(repository, digest).map((name) => ({ name, immutable: false }));
  return {
    id: [...repository.manifests.keys()].indexOf(digest) + 1,
    type: 'IMAGE',
    manifest_media_type: content?.mediaType,
    project_id: projectOf(state, repository.name)?.id,
    repository_name: repository.name,
    digest,
    size: content?.bytes.length ?? 0,
    push_time: repository.pushedAt.get(digest)?.toISOString() ?? NEVER,
    pull_time: NEVER,
    tags,
    references:
      parsed.manifests?.map((child) => ({ child_digest: child.digest, platform: child.platform })) ?? null,
  };
}
