import { CouldNotAsk } from '../engine/answer.ts';
import type { Probe } from '../engine/probe.ts';

/** What the kubelet of the pod's node says about this pull. */
export interface KubeletFact {
  /** Waiting reason now: ErrImagePull, ImagePullBackOff, …; null when the container is not waiting for its image. */
  readonly reason: string | null;
  /** Distinct texts that speak of this pull, most telling and newest first; back-off lines without a cause come last. */
  readonly texts: readonly KubeletText[];
  /** `Successfully pulled image …`, when the events still hold it. */
  readonly pulled: KubeletText | null;
  /** Since when the container waits: first failure seen, ISO 8601. */
  readonly since: string | null;
  /** Event lines about pull secrets: FailedToRetrieveImagePullSecret. */
  readonly secretWarnings: readonly KubeletText[];
}

export interface KubeletText {
  readonly says: string;
  /** Event reason, or `waiting` for the container status. */
  readonly from: string;
  readonly at: string;
  readonly count: number;
}

export const kubelet: Probe<KubeletFact> = {
  id: 'kubelet',
  asks: () => 'reading what the kubelet says',
  ask: async () => {
    throw new CouldNotAsk('not written yet');
  },
};
