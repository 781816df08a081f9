import { CouldNotAsk } from '../engine/answer.ts';
import type { NodeRecord } from '../engine/cluster.ts';
import type { Probe } from '../engine/probe.ts';

export interface NodeFact {
  readonly node: NodeRecord;
  /** Whether the node's image list (its largest 50) names this image already. */
  readonly holdsImage: boolean;
}

/** The node the pod was bound to: its platform and pressure. */
export const node: Probe<NodeFact> = {
  id: 'node',
  asks: () => 'reading its node',
  ask: async () => {
    throw new CouldNotAsk('not written yet');
  },
};
