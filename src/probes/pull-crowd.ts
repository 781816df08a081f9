import { CouldNotAsk, NotReached } from '../engine/answer.ts';
import type { PodRecord } from '../engine/cluster.ts';
import { IMAGE_WAITING_REASONS } from '../engine/pod.ts';
import type { Probe } from '../engine/probe.ts';
import { pod } from './pod.ts';

/** How many pods of the cluster wait for an image now, by node. */
export interface PullCrowdFact {
  /** The node of the pod that is asked about; null: none yet. */
  readonly node: string | null;
  /** The fullest first. */
  readonly byNode: readonly { readonly node: string; readonly pods: number }[];
}

export const pullCrowd: Probe<PullCrowdFact> = {
  id: 'pull-crowd',
  asks: () => 'counting who pulls now, by node',
  rights: [{ group: '', resource: 'pods', verb: 'list' }],
  async ask({ need, cluster }) {
    const { pod: mine } = await need(pod);
    if (!cluster) throw new NotReached('pod');
    const scan = await cluster.scanPods(null, waits, { waitingFor: WAITING });
    if (scan.ended !== 'found') throw new CouldNotAsk(scan.says);
    const onNodes = Map.groupBy(scan.value.kept, (each) => each.node ?? '');
    const byNode = [...onNodes].map(([node, pods]) => ({ node, pods: pods.length }));
    return { node: mine.node, byNode: byNode.toSorted((a, b) => b.pods - a.pods) };
  },
};

/** `ContainerCreating` is what a pod shows during its first pull; volumes and networks are made meanwhile. */
const WAITING = new Set([...IMAGE_WAITING_REASONS, 'ContainerCreating', 'PodInitializing']);

function waits({ node, containers }: PodRecord): boolean {
  return (
    node !== null &&
    containers.some(
      ({ state, reason, imageId }) => state === 'waiting' && imageId === '' && WAITING.has(reason ?? ''),
    )
  );
}
