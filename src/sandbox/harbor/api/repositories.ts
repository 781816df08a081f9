import { type Say, sayJson } from '../../registry/exchange.ts';
import { type Repository, resolve } from '../../registry/store.ts';
import { nameOf } from '../accounts.ts';
import { sayHarborError } from '../errors.ts';
import { sayList } from '../paging.ts';
import { mayInProject } from '../rights.ts';
import { type Call, type Endpoint, refusal } from '../router.ts';
import { artifactSize, repositoriesOf } from '../sizes.ts';
import { type HarborState, noteAudit, type Project, projectOf } from '../state.ts';
import { withProject } from './projects.ts';

const NEVER = '0001-01-01T00:00:00.000Z';
/** What anybody may ask for beside the tags themselves. */
const asksFor = ({ ask }: Call, flag: string): boolean => ask.query.get(flag) === 'true';

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
      withRepository(
        call,
        'artifact',
        (repository) =>
          sayList(
            call.ask,
            topArtifacts(repository).map((digest) => artifact(call, repository, digest)),
          ),
        'list',
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
        return sayJson(200, artifact(call, repository, found.digest));
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
          const told = asksFor(call, 'with_immutable_status');
          const tags = tagsOf(repository, found.digest).map((tag) => ({
            name: tag,
            ...(told ? { immutable: call.state.immutable.has(`${repository.name}:${tag}`) } : {}),
          }));
          return sayList(call.ask, tags);
        },
        'list',
      ),
  },
  {
    method: 'DELETE',
    path: '/projects/{project}/repositories/{repository}/artifacts/{reference}/tags/{tag}',
    handle: (call) => withRepository(call, 'tag', (repository) => deleteTag(call, repository), 'delete'),
  },
  {
    method: 'DELETE',
    path: '/projects/{project}/repositories/{repository}/artifacts/{reference}',
    handle: (call) =>
      withRepository(call, 'artifact', (repository) => deleteArtifact(call, repository), 'delete'),
  },
];

/** Of the database only: what is on the storage stays until a garbage collection. */
export function deleteTag(call: Call, repository: Repository): Say {
  const { state } = call;
  const tag = call.param('tag');
  const name = `${repository.name}:${tag}`;
  // Only of the artifact that is named; 1.x names none.
  const reference = call.param('reference');
  const of = reference === '' ? undefined : resolve(repository, reference)?.digest;
  const digest = repository.tags.get(tag);
  if (digest === undefined || (reference !== '' && of !== digest))
    return sayHarborError('NOT_FOUND', `tag ${tag} not found`);
  if (state.immutable.has(name)) return sayImmutable(name);
  state.store.untag(repository.name, tag);
  noteAudit(state, { username: nameOf(call.who), resource: name, resource_type: 'tag', operation: 'delete' });
  return { status: 200 };
}

function deleteArtifact(call: Call, repository: Repository): Say {
  const { state } = call;
  const found = resolve(repository, call.param('reference'));
  const name = `${repository.name}@${found?.digest ?? call.param('reference')}`;
  if (!found) return sayHarborError('NOT_FOUND', `artifact ${name} not found`);
  const tags = tagsOf(repository, found.digest);
  const fixed = tags.map((tag) => `${repository.name}:${tag}`).find((tag) => state.immutable.has(tag));
  if (fixed) return sayImmutable(fixed);
  for (const tag of tags) state.store.untag(repository.name, tag);
  repository.manifests.delete(found.digest);
  noteAudit(state, {
    username: nameOf(call.who),
    resource: name,
    resource_type: 'artifact',
    operation: 'delete',
  });
  return { status: 200 };
}

function sayImmutable(name: string): Say {
  return sayHarborError(
    'PRECONDITION',
    `Failed to process request due to '${name}' configured as immutable.`,
  );
}

function withRepository(
  call: Call,
  resource: string,
  then: (repository: Repository) => ReturnType<Endpoint['handle']>,
  action: 'read' | 'list' | 'delete' = 'read',
) {
  const inProject = (project: Project) => {
    const name = `${project.name}/${call.param('repository')}`;
    const repository = call.state.store.get(name);
    return repository ? then(repository) : sayHarborError('NOT_FOUND', `repository ${name} not found`);
  };
  return withProject(call, inProject, [resource, action]);
}

function record(state: HarborState, name: string) {
  const repository = state.store.get(name);
  const times = [...(repository?.pushedAt.values() ?? [])];
  const pushed = times.toSorted((a, b) => a.getTime() - b.getTime());
  return {
    id: state.store.names().indexOf(name) + 1,
    project_id: projectOf(state, name)?.id,
    name,
    artifact_count: repository ? topArtifacts(repository).length : 0,
    pull_count: 0,
    creation_time: pushed.at(0)?.toISOString() ?? NEVER,
    update_time: pushed.at(-1)?.toISOString() ?? NEVER,
  };
}

/** Digests that tags name; children of an index are not listed by Harbor. */
function topArtifacts(repository: Repository): readonly string[] {
  return [...new Set(repository.tags.values())];
}

function tagsOf(repository: Repository, digest: string): readonly string[] {
  return [...repository.tags].filter(([, target]) => target === digest).map(([name]) => name);
}

function artifact(call: Call, repository: Repository, digest: string) {
  const { state } = call;
  const told = asksFor(call, 'with_immutable_status');
  const content = repository.manifests.get(digest);
  const parsed = JSON.parse(content?.bytes.toString() ?? '{}') as {
    readonly manifests?: readonly { readonly digest: string; readonly platform: object }[];
  };
  const pushed = repository.pushedAt.get(digest)?.toISOString() ?? NEVER;
  const tags = tagsOf(repository, digest).map((name) => ({
    name,
    push_time: pushed,
    ...(told ? { immutable: state.immutable.has(`${repository.name}:${name}`) } : {}),
  }));
  return {
    id: [...repository.manifests.keys()].indexOf(digest) + 1,
    type: 'IMAGE',
    manifest_media_type: content?.mediaType,
    project_id: projectOf(state, repository.name)?.id,
    repository_name: repository.name,
    digest,
    size: artifactSize(state, repository, digest),
    push_time: pushed,
    pull_time: NEVER,
    tags,
    references:
      parsed.manifests?.map((child) => ({ child_digest: child.digest, platform: child.platform })) ?? null,
  };
}
