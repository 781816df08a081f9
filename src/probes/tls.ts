import { NotReached } from '../engine/answer.ts';
import { speaksOfAnswer } from '../engine/answered-words.ts';
import { isLoopback } from '../engine/loopback.ts';
import type { Probe, ProbeContext } from '../engine/probe.ts';
import type { Handshake } from '../engine/registry.ts';
import { kubelet } from './kubelet.ts';
import { reference } from './reference.ts';
import { tcp } from './tcp.ts';

export interface TlsFact {
  readonly host: string;
  readonly port: number;
  /** `plain` when the registry is spoken to without TLS: so configured, on loopback, or as the node evidently does. */
  readonly spoken: 'tls' | 'plain';
  readonly handshake: Handshake | null;
  /** Whose authorities decide trust: `system` or the configured CA bundle. */
  readonly trust: string;
}

export const tls: Probe<TlsFact> = {
  id: 'tls',
  asks: () => 'checking its certificate',
  async ask(ctx) {
    const { need, network } = ctx;
    const [parsed, { open }] = await Promise.all([need(reference), need(tcp)]);
    if (parsed.state === 'invalid') throw new NotReached('reference');
    if (!open) throw new NotReached('tcp');
    const { endpoint } = parsed.ref;
    const { plainHttp, trust = 'system' } = network.settings(endpoint);
    if (plainHttp) return { ...endpoint, spoken: 'plain', handshake: null, trust };
    const handshake = await network.handshake(endpoint);
    const speaksHttp = handshake.ended === 'not-tls' && handshake.speaksHttp;
    // containerd falls back to plain HTTP for this machine's own registries (core/remotes/docker, HTTPFallback).
    if (speaksHttp && (isLoopback(endpoint.host) || (await nodeWasAnswered(ctx))))
      return { ...endpoint, spoken: 'plain', handshake: null, trust };
    return { ...endpoint, spoken: 'tls', handshake, trust };
  },
};

/** An answer of a registry without TLS reaches only a node that was told to speak plain HTTP to it. */
async function nodeWasAnswered({ pull, ask }: ProbeContext): Promise<boolean> {
  if (pull.pod === undefined) return false;
  const said = await ask(kubelet);
  return said.state === 'known' && said.fact.texts.slice(0, 1).some(({ says }) => speaksOfAnswer(says));
}
