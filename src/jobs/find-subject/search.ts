/** Reads one cluster's pods and workloads, keeping what could not be read. */
import type { ClusterAnswer, ClusterReader, PodRecord, WorkloadRecord } from '../../engine/cluster.ts';
import type { BlindSpot } from '../../engine/verdict.ts';

export interface Searched {
  readonly cluster: string;
  readonly namespace: string | null;
  readonly pods: readonly PodRecord[];
  readonly workloads: readonly WorkloadRecord[];
  readonly blind: readonly BlindSpot[];
}

/** Everything in a namespace, or in all. `exact` is asked for by name where the pods may not be listed. */
export async function search(
  reader: ClusterReader,
  namespace: string | null,
  exact: string | null,
): Promise<Searched> {
  const [pods, workloads] = await Promise.all([reader.pods(namespace), reader.workloads(namespace)]);
  const single = pods.ended === 'forbidden' && namespace && exact ? await reader.pod(namespace, exact) : null;
  const searched = { cluster: reader.name, namespace };
  const listed = single?.ended === 'found' ? [single.value] : valuesOf(pods);
  // Workloads add names to match; without them the pods' owners still do.
  return { ...searched, pods: listed, workloads: valuesOf(workloads), blind: [...blindSpot(reader, pods)] };
}

/** Pods only, for a question about an image. */
export async function searchPods(reader: ClusterReader, namespace: string | null): Promise<Searched> {
  const pods = await reader.pods(namespace);
  return {
    cluster: reader.name,
    namespace,
    pods: valuesOf(pods),
    workloads: [],
    blind: [...blindSpot(reader, pods)],
  };
}

function blindSpot(reader: ClusterReader, answer: ClusterAnswer<unknown>): readonly BlindSpot[] {
  if (answer.ended === 'found' || answer.ended === 'not-found') return [];
  return [{ probe: `pods of ${reader.name}`, why: answer.says }];
}

function valuesOf<T>(answer: ClusterAnswer<readonly T[]>): readonly T[] {
  return answer.ended === 'found' ? answer.value : [];
}
