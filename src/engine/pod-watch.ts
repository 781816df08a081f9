/** What changes among a cluster's pods, without end: disconnects and expired versions are bridged. */
import type { PodRecord } from './cluster.ts';

export type PodNews =
  /** All pods of the cluster that are worth keeping: at the beginning, and after a gap that a watch cannot bridge. */
  | { readonly is: 'listed'; readonly pods: readonly PodRecord[] }
  | { readonly is: 'changed'; readonly pod: PodRecord }
  | { readonly is: 'gone'; readonly uid: string }
  /** The connection is gone, or was refused; it is tried again. */
  | { readonly is: 'lost'; readonly says: string };

export interface PodWatch {
  readonly cluster: string;
  /** Ends with the signal only. `keep` decides what of a list is worth it; changes come for every pod. */
  follow(keep: (pod: PodRecord) => boolean, signal: AbortSignal): AsyncIterable<PodNews>;
}
