import { NotReached } from '../engine/answer.ts';
import { isLoopback } from '../engine/loopback.ts';
import type { Probe } from '../engine/probe.ts';
import type { Handshake } from '../engine/registry.ts';
import { reference } from './reference.ts';
import { tcp } from './tcp.ts';

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
  async ask({ need, network }) {
    const [parsed, { open }] = await Promise.all([need(reference), need(tcp)]);
    if (parsed.state === 'invalid') throw new NotReached('reference');
    if (!open) throw new NotReached('tcp');
    const { endpoint } = parsed.ref;
    const { plainHttp, trust = 'system' } = network.settings(endpoint);
    if (plainHttp) return { ...endpoint, spoken: 'plain', handshake: null, trust };
    const handshake = await network.handshake(endpoint);
    // containerd falls back to plain HTTP for this machine's own registries (core/remotes/docker, HTTPFallback).
    const falls = handshake.ended === 'not-tls' && handshake.speaksHttp && isLoopback(endpoint.host);
    if (falls) return { ...endpoint, spoken: 'plain', handshake: null, trust };
    return { ...endpoint, spoken: 'tls', handshake, trust };
  },
};
