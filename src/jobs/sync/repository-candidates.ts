/** theriseunion's Repository objects of a cluster that the words could mean. */
import type { ClusterReader } from '../../engine/cluster.ts';
import { type RepositoryObject, repositoryOf } from '../../engine/kubernetes/repository.ts';
import { THERISEUNION_GROUP } from '../../engine/kubernetes/theriseunion-registry-secret.ts';
import type { SyncQuestion } from '../../engine/question.ts';
import type { Candidate, Searched } from './candidate.ts';

export async function repositoryCandidates(
  cluster: ClusterReader,
  { what, of, namespace }: SyncQuestion,
): Promise<Searched> {
  const none = { candidates: [], names: [], blind: [] };
  if (of === 'policy' || of === 'artifact') return none;
  const groups = await cluster.groups();
  if (groups.ended !== 'found')
    return { ...none, blind: [{ probe: `Repository objects of ${cluster.name}`, why: groups.says }] };
  const mine = groups.value.filter((group) => THERISEUNION_GROUP.test(group));
  const read = await Promise.all(mine.map((group) => inGroup(cluster, group, namespace ?? null)));
  const all = read.flatMap(({ objects }) => objects);
  const wanted = all.filter(({ object }) => isMeant(object, what, namespace));
  return {
    candidates: wanted.map(({ object, group }) => candidateOf(cluster.name, object, group)),
    names: all.map(({ object }) => `${object.namespace}/${object.name}`),
    blind: read.flatMap(({ blind }) => blind),
  };
}

interface Found {
  readonly object: RepositoryObject;
  readonly group: string;
}

async function inGroup(
  cluster: ClusterReader,
  group: string,
  namespace: string | null,
): Promise<{ readonly objects: readonly Found[]; readonly blind: Searched['blind'] }> {
  const answer = await cluster.objects({ group, plural: 'repositories' }, namespace);
  if (answer.ended === 'found')
    return { objects: answer.value.map((one) => ({ object: repositoryOf(one), group })), blind: [] };
  if (answer.ended === 'not-found') return { objects: [], blind: [] };
  return { objects: [], blind: [{ probe: `Repository objects of ${cluster.name}`, why: answer.says }] };
}

/** Without a name, those that do not do well. */
function isMeant(
  { namespace, name, sync }: RepositoryObject,
  what: string | undefined,
  within?: string,
): boolean {
  if (within !== undefined && namespace !== within) return false;
  if (what === undefined) return sync.state === 'failed' || sync.state === 'syncing';
  return what === `${namespace}/${name}` || what === name;
}

function candidateOf(cluster: string, object: RepositoryObject, group: string): Candidate {
  const { namespace, name, sync } = object;
  const progress = sync.progress === null ? '' : ` ${sync.progress} %`;
  return {
    found: 'repository',
    object,
    group,
    sync: { kind: 'repository', name, namespace, cluster },
    label: `${namespace}/${name}`,
    state: `Repository in ${cluster}, ${sync.status ?? 'no status yet'}${progress}`,
    text: `${namespace}/${name} --cluster ${cluster}`,
    question: { kind: 'sync', what: `${namespace}/${name}`, of: 'repository', cluster, namespace },
  };
}
