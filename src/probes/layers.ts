import { CouldNotAsk } from '../engine/answer.ts';
import type { Probe } from '../engine/probe.ts';

/** Config and layer blobs of the node's platform, each asked by HEAD. */
export interface LayersFact {
  readonly asked: number;
  readonly of: number;
  readonly bytes: number;
  readonly missing: readonly {
    readonly digest: string;
    readonly status: number | null;
    readonly says: string;
  }[];
}

export const layers: Probe<LayersFact> = {
  id: 'layers',
  asks: () => 'asking for each layer',
  ask: async () => {
    throw new CouldNotAsk('not written yet');
  },
};
