/** One pod to stand for many: those that fail first, of them the largest group with the same images. Pure. */
import type { ContainerRecord, PodRecord } from '../../engine/cluster.ts';
import { IMAGE_WAITING_REASONS } from '../../engine/pod.ts';
import type { Pull } from '../../engine/subject.ts';
import type { Siblings } from './found.ts';

/** Containers that wait for their image, in the order in which the kubelet starts them. */
export function failingContainers(pod: PodRecord): readonly ContainerRecord[] {
  return pod.containers.filter(
    ({ state, reason }) => state === 'waiting' && IMAGE_WAITING_REASONS.has(reason ?? ''),
  );
}

/** The pod whose answer is true for most of them. Null for none. */
export function representative(pods: readonly PodRecord[]): PodRecord | null {
  const groups = Map.groupBy(pods, imagesKey);
  const failing = [...groups].filter(([key]) => key !== '').toSorted(([, a], [, b]) => b.length - a.length);
  const [largest] = failing;
  return newest(largest ? largest[1] : pods.filter(isUnsettled)) ?? newest(pods);
}

/** How many others wait for one of the same images. */
export function siblingsOf(
  pod: PodRecord,
  ofWorkload: readonly PodRecord[],
  seen: readonly PodRecord[],
): Siblings {
  const images = new Set(failingContainers(pod).map((container) => container.image));
  const shares = (other: PodRecord): boolean =>
    other.uid !== pod.uid && failingContainers(other).some((container) => images.has(container.image));
  return {
    ofWorkload: ofWorkload.filter(shares).length,
    workloadPods: ofWorkload.length,
    seen: seen.filter(shares).length,
  };
}

export function pullOf(cluster: string, pod: PodRecord, container: ContainerRecord): Pull {
  return {
    image: container.image,
    cluster,
    namespace: pod.namespace,
    pod: pod.name,
    container: container.name,
  };
}

/** Has not come up yet, whatever the reason. */
export function isUnsettled(pod: PodRecord): boolean {
  if (pod.phase === 'Succeeded') return false;
  return (
    pod.phase !== 'Running' ||
    pod.containers.some(({ state, kind }) => state === 'waiting' && kind !== 'init')
  );
}

function imagesKey(pod: PodRecord): string {
  return failingContainers(pod)
    .map((container) => container.image)
    .toSorted()
    .join(' ');
}

function newest(pods: readonly PodRecord[]): PodRecord | null {
  return pods.toSorted((a, b) => Date.parse(b.createdAt) - Date.parse(a.createdAt))[0] ?? null;
}
