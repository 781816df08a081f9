import { CouldNotAsk } from '../engine/answer.ts';
import type { Probe } from '../engine/probe.ts';
import type { Handshake } from '../engine/registry.ts';

export interface TlsFact {
  readonly host: string;
  readonly port: number;
  /** `plain` when this registry is configured (or, on loopback, assumed) to be spoken to without TLS. */
  readonly spoken: 'tls' | 'plain';
  readonly handshake: Handshake | null;
  /** Whose authorities decide trust: `system` or the configured CA bundle. */
  readonly trust: string;
}

export const tls: Probe<TlsFact> = {
  id: 'tls',
  asks: () => 'checking its certificate',
  ask: async () => {
    throw new CouldNotAsk('not written yet');
  },
};
