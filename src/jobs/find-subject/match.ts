/** Which pods and workloads a name means: exact pod, exact workload, prefix, then a namespace's failing ones. Pure. */
import type { PodRecord, WorkloadRecord } from '../../engine/cluster.ts';
import { failingContainers } from './represent.ts';
import type { Searched } from './search.ts';
import type { Typed } from './typed.ts';

export interface Candidate {
  readonly cluster: string;
  readonly namespace: string;
  /** `Pod`, or the workload's Kubernetes kind. */
  readonly kind: string;
  readonly name: string;
  /** Of a workload: those the words mean, which may be fewer than it has. Empty when it has none. */
  readonly pods: readonly PodRecord[];
}

type Named = Extract<Typed, { kind: 'name' }>;

/** The candidates of the first rule that finds any. */
export function matchName(typed: Named, searched: readonly Searched[]): readonly Candidate[] {
  const rules = [exactPods, exactWorkloads, byPrefix, failingInNamespace];
  for (const rule of rules) {
    const found = searched.flatMap((one) => rule(typed, one));
    if (found.length > 0) return found;
  }
  return [];
}

/** Names to compare a misspelt one with. */
export function namesIn(searched: readonly Searched[]): readonly { name: string; typed: string }[] {
  const names = searched.flatMap((one) => [
    ...workloadsOf(one).map(({ namespace, name }) => ({ name, typed: `${namespace}/${name}` })),
    ...one.pods.map(({ namespace, name }) => ({ name, typed: `${namespace}/${name}` })),
  ]);
  return [...new Map(names.map((each) => [each.typed, each])).values()];
}

function exactPods({ name, workload }: Named, { cluster, pods }: Searched): readonly Candidate[] {
  if (workload !== null && workload !== 'pod') return [];
  return pods.filter((pod) => pod.name === name).map((pod) => podCandidate(cluster, pod));
}

function exactWorkloads(typed: Named, searched: Searched): readonly Candidate[] {
  if (typed.workload === 'pod') return [];
  return workloadsOf(searched)
    .filter((one) => one.name === typed.name && isKind(one.kind, typed.workload))
    .map((one) => workloadCandidate(searched, one, podsOf(one, searched.pods)));
}

function byPrefix(typed: Named, searched: Searched): readonly Candidate[] {
  const { cluster } = searched;
  const pods = searched.pods.filter((pod) => pod.name.startsWith(typed.name));
  if (typed.workload === 'pod') return pods.map((pod) => podCandidate(cluster, pod));
  const [single] = pods;
  const workloads = workloadsOf(searched).filter((one) => isKind(one.kind, typed.workload));
  const named = workloads
    .filter((one) => one.name.startsWith(typed.name))
    .map((one) => workloadCandidate(searched, one, podsOf(one, searched.pods)));
  if (named.length === 0 && single && pods.length === 1 && typed.workload === null)
    return [podCandidate(cluster, single)];
  // A prefix of pod names alone, such as that of one ReplicaSet, means those pods of their workload.
  const held = new Set(named.flatMap((candidate) => candidate.pods));
  const others = pods.filter((pod) => !held.has(pod));
  const owning = workloads
    .map((one) => workloadCandidate(searched, one, podsOf(one, others)))
    .filter((candidate) => candidate.pods.length > 0);
  const bare = typed.workload === null ? others.filter((pod) => pod.owner === null) : [];
  return worthOffering([...named, ...owning, ...bare.map((pod) => podCandidate(cluster, pod))]);
}

/** The name of a namespace alone: what fails there is meant. */
function failingInNamespace(typed: Named, searched: Searched): readonly Candidate[] {
  if (typed.workload !== null || typed.namespace !== null) return [];
  const failing = searched.pods.filter(
    (pod) => pod.namespace === typed.name && failingContainers(pod).length > 0,
  );
  const owning = workloadsOf(searched)
    .map((one) => workloadCandidate(searched, one, podsOf(one, failing)))
    .filter((candidate) => candidate.pods.length > 0);
  const bare = failing.filter((pod) => pod.owner === null);
  return worthOffering([...owning, ...bare.map((pod) => podCandidate(searched.cluster, pod))]);
}

/** Without the Jobs of a CronJob that is offered itself, and without what has no pods while others do. */
function worthOffering(candidates: readonly Candidate[]): readonly Candidate[] {
  const cronJobs = new Set(
    candidates.filter((one) => one.kind === 'CronJob').map((one) => `${one.namespace}/${one.name}`),
  );
  const rest = candidates.filter(({ kind, namespace, pods }) => {
    const owner = kind === 'Job' ? pods[0]?.owner : null;
    return owner?.kind !== 'CronJob' || !cronJobs.has(`${namespace}/${owner.name}`);
  });
  const withPods = rest.filter((one) => one.pods.length > 0);
  return withPods.length > 0 ? withPods : rest;
}

/** Workloads as listed, and owners that only their pods name: ReplicaSets, kinds of other controllers. */
function workloadsOf({ workloads, pods }: Searched): readonly Owner[] {
  const owners = pods.flatMap(({ namespace, owner }) => (owner ? [{ ...owner, namespace }] : []));
  const all: readonly Owner[] = [...workloads, ...owners];
  return [...new Map(all.map((one) => [`${one.kind} ${one.namespace}/${one.name}`, one])).values()];
}

type Owner = Pick<WorkloadRecord, 'kind' | 'namespace' | 'name'>;

function podsOf(workload: Owner, pods: readonly PodRecord[]): readonly PodRecord[] {
  return pods.filter(
    ({ namespace, owner, name }) =>
      namespace === workload.namespace &&
      ((owner?.kind === workload.kind && owner.name === workload.name) ||
        // A CronJob's pods carry its name instead of their Job's.
        (workload.kind === 'Job' && owner?.kind === 'CronJob' && name.startsWith(`${workload.name}-`))),
  );
}

/** A ReplicaSet of a Deployment is the prefix of its pods; it is not asked for as a kind of its own. */
function isKind(kind: string, wanted: string | null): boolean {
  return wanted === null || wanted === 'replicaset' || kind.toLowerCase() === wanted;
}

function podCandidate(cluster: string, pod: PodRecord): Candidate {
  return { cluster, namespace: pod.namespace, kind: 'Pod', name: pod.name, pods: [pod] };
}

function workloadCandidate({ cluster }: Searched, of: Owner, pods: readonly PodRecord[]): Candidate {
  return { cluster, namespace: of.namespace, kind: of.kind, name: of.name, pods };
}
