/** One cluster for the length of one sweep: what was read once is not asked again. */
import type {
  ClusterAnswer,
  ClusterReader,
  EventRecord,
  NodeRecord,
  PodRecord,
} from '../../engine/cluster.ts';

/** Nodes come from one list, secrets and service accounts once each by name. */
export function sweepReader(reader: ClusterReader): ClusterReader {
  const nodes = once(async () => nodesByName(await reader.nodes()));
  const node = once((name: string) => reader.node(name));
  return {
    ...reader,
    async node(name) {
      const listed = (await nodes()).get(name);
      // Where nodes may not be listed, they may still be read by name.
      return listed ? { ended: 'found', value: listed } : node(name);
    },
    secret: once((namespace: string, name: string) => reader.secret(namespace, name)),
    serviceAccount: once((namespace: string, name: string) => reader.serviceAccount(namespace, name)),
  };
}

/** Answers for `pods` from memory. */
export function withPods(reader: ClusterReader, pods: readonly PodRecord[]): ClusterReader {
  const byName = new Map(pods.map((pod) => [`${pod.namespace}/${pod.name}`, pod]));
  return {
    ...reader,
    pod(namespace, name) {
      const pod = byName.get(`${namespace}/${name}`);
      return pod ? Promise.resolve({ ended: 'found', value: pod }) : reader.pod(namespace, name);
    },
    // Whoever looks for more pods that wait finds them among those that were kept.
    async scanPods(namespace, keep) {
      const here = pods.filter((pod) => namespace === null || pod.namespace === namespace);
      return { ended: 'found', value: { seen: here.length, kept: here.filter(keep) } };
    },
  };
}

/**
 * Events of the pods that stand for others, and only of those whose status does not name the cause: one list
 * for each of their namespaces.
 */
export function withFailures(reader: ClusterReader, silent: readonly PodRecord[]): ClusterReader {
  const uids = new Map(
    [...Map.groupBy(silent, (pod) => pod.namespace)].map(([namespace, pods]) => [
      namespace,
      new Set(pods.map(({ uid }) => uid)),
    ]),
  );
  const failures = once((namespace: string) =>
    reader.failures(namespace, uids.get(namespace) ?? new Set<string>()),
  );
  return {
    ...reader,
    async podEvents(namespace, _pod, uid): Promise<ClusterAnswer<readonly EventRecord[]>> {
      if (!uids.get(namespace)?.has(uid)) return { ended: 'found', value: [] };
      const answer = await failures(namespace);
      return answer.ended === 'found' ? { ended: 'found', value: answer.value.get(uid) ?? [] } : answer;
    },
  };
}

function nodesByName(answer: ClusterAnswer<readonly NodeRecord[]>): ReadonlyMap<string, NodeRecord> {
  const listed = answer.ended === 'found' ? answer.value : [];
  return new Map(listed.map((each) => [each.name, each]));
}

/** The first answer for each set of names is every later one too. */
function once<Names extends readonly string[], T>(
  ask: (...names: Names) => Promise<T>,
): (...names: Names) => Promise<T> {
  const open = new Map<string, Promise<T>>();
  return (...names) => {
    const key = names.join('/');
    const answer = open.get(key) ?? ask(...names);
    open.set(key, answer);
    return answer;
  };
}
