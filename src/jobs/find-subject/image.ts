/** A question about an image: pods that use it give the node and the secrets to ask with. */
import type { ClusterReader, ContainerRecord, PodRecord } from '../../engine/cluster.ts';
import type { FoundSubject } from './found.ts';
import { blindSpots } from './replies.ts';
import { failingContainers, pullOf, siblingsOf } from './represent.ts';
import { type Searched, searchAll, searchPods } from './search.ts';
import { sameImage } from './typed.ts';

interface Use {
  readonly cluster: string;
  readonly pod: PodRecord;
  readonly container: ContainerRecord;
}

/** Searches all given clusters; without a pod that uses it, the image alone. */
export async function findImage(
  image: string,
  namespace: string | null,
  readers: readonly ClusterReader[],
): Promise<FoundSubject> {
  const searched = await searchAll(readers, namespace, (reader) => searchPods(reader, namespace));
  const couldNotLook = blindSpots(searched);
  const uses = searched.flatMap((one) => usesIn(one, image));
  const [use] = uses.toSorted((a, b) => rank(a) - rank(b) || age(b) - age(a));
  if (!use) {
    const subject = { kind: 'image' as const, name: image };
    return { found: 'image', subject, pull: { image }, searched: readers.length, couldNotLook };
  }
  const { cluster, pod } = use;
  const containers = uses.filter((one) => one.pod === pod && rank(one) === rank(use));
  const [first = use, ...rest] = containers;
  const seen = searched.find((one) => one.cluster === cluster)?.pods ?? [];
  const ofWorkload = seen.filter(
    (other) =>
      other === pod ||
      (pod.owner !== null && other.namespace === pod.namespace && sameOwner(other.owner, pod.owner)),
  );
  return {
    found: 'pod',
    subject: { kind: 'image', cluster, name: image },
    cluster,
    pod,
    pulls: [pullOf(cluster, pod, first.container), ...rest.map((one) => pullOf(cluster, pod, one.container))],
    siblings: siblingsOf(pod, ofWorkload, seen),
    couldNotLook,
  };
}

function usesIn({ cluster, pods }: Searched, image: string): readonly Use[] {
  return pods.flatMap((pod) =>
    pod.containers
      .filter((container) => sameImage(container.image, image))
      .map((container) => ({ cluster, pod, container })),
  );
}

/** A pod that waits for it, then one that has it, then one that has done its work. */
function rank({ pod, container }: Use): number {
  if (failingContainers(pod).includes(container)) return 0;
  return pod.phase === 'Succeeded' || pod.phase === 'Failed' ? 2 : 1;
}

function age({ pod }: Use): number {
  return Date.parse(pod.createdAt) || 0;
}

function sameOwner(one: PodRecord['owner'], other: PodRecord['owner']): boolean {
  return one?.kind === other?.kind && one?.name === other?.name;
}
