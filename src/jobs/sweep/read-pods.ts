/** The pods of one cluster that wait for an image: those that never ran first, so that asking begins early. */
import type { ClusterAnswer, ClusterReader, PodRecord, PodScan } from '../../engine/cluster.ts';
import { IMAGE_WAITING_REASONS } from '../../engine/pod.ts';
import type { BlindSpot } from '../../engine/verdict.ts';
import type { Words } from '../../engine/words.ts';
import { failingContainers } from '../find-subject/represent.ts';

const words: Words<{ pending(cluster: string): string; begun(cluster: string): string }> = {
  en: {
    pending: (cluster) => `pods of ${cluster}`,
    begun: (cluster) => `pods of ${cluster} that have run already`,
  },
};

export interface ReadPods {
  readonly seen: number;
  readonly kept: readonly PodRecord[];
  readonly couldNotLook: readonly BlindSpot[];
}

/**
 * A pod's phase is Pending while a container of it has never run (kubernetes pkg/kubelet, getPhase). Those of
 * phase Running must be read too: a container may be stopped and wait for another image than it had.
 */
export async function readPods(
  reader: ClusterReader,
  namespace: string | null,
  phase: 'pending' | 'begun',
  signal: AbortSignal,
): Promise<ReadPods> {
  const waits = (pod: PodRecord): boolean => failingContainers(pod).length > 0;
  const bounds = { phase, waitingFor: IMAGE_WAITING_REASONS, signal };
  const answer = await reader.scanPods(namespace, waits, bounds);
  const why = missing(answer);
  const couldNotLook = why === null ? [] : [{ probe: words.en[phase](reader.name), why }];
  const { seen, kept } = answer.ended === 'found' ? answer.value : { seen: 0, kept: [] };
  return { seen, kept, couldNotLook };
}

function missing(answer: ClusterAnswer<PodScan>): string | null {
  return answer.ended === 'found' ? (answer.partly ?? null) : answer.says;
}
