import { CouldNotAsk } from '../engine/answer.ts';
import type { Probe } from '../engine/probe.ts';
import type { Lookup } from '../engine/registry.ts';

export interface DnsFact {
  readonly host: string;
  /** Which resolver answered us. */
  readonly resolver: string;
  /** True when the host is an address and nothing was looked up. */
  readonly literal: boolean;
  readonly lookup: Lookup;
}

export const dns: Probe<DnsFact> = {
  id: 'dns',
  asks: () => 'looking up its registry',
  ask: async () => {
    throw new CouldNotAsk('not written yet');
  },
};
