import { isIP } from 'node:net';
import { NotReached } from '../engine/answer.ts';
import type { Probe } from '../engine/probe.ts';
import type { Lookup } from '../engine/registry.ts';
import { reference } from './reference.ts';

export interface DnsFact {
  /** The registry's host, or the forward proxy's where one leads there: a proxy looks up the registry itself. */
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
  async ask({ need, network }) {
    const parsed = await need(reference);
    if (parsed.state === 'invalid') throw new NotReached('reference');
    const { endpoint } = parsed.ref;
    const { host } = network.settings(endpoint).proxy ?? endpoint;
    const lookup = await network.lookup(host);
    return { host, resolver: network.resolver, literal: isIP(host) !== 0, lookup };
  },
};
