import { CouldNotAsk } from '../engine/answer.ts';
import type { Probe } from '../engine/probe.ts';
import type { Dial } from '../engine/registry.ts';

export interface TcpFact {
  readonly host: string;
  readonly port: number;
  /** One per address tried; at most four. */
  readonly dials: readonly { readonly address: string; readonly dial: Dial; readonly ms: number }[];
  readonly open: boolean;
}

export const tcp: Probe<TcpFact> = {
  id: 'tcp',
  asks: () => 'connecting',
  ask: async () => {
    throw new CouldNotAsk('not written yet');
  },
};
