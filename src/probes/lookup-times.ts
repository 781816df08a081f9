import { isIP } from 'node:net';
import { NotReached } from '../engine/answer.ts';
import type { Probe } from '../engine/probe.ts';
import { dns } from './dns.ts';

/** How long the name of the registry takes to look up from here, several times over. */
export interface LookupTimesFact {
  readonly host: string;
  readonly resolver: string;
  /** Milliseconds, in the order they were asked. */
  readonly ms: readonly number[];
}

const TIMES = 3;

export const lookupTimes: Probe<LookupTimesFact> = {
  id: 'lookup-times',
  asks: () => 'timing its name in DNS',
  async ask({ need, network }) {
    const { host, resolver } = await need(dns);
    if (isIP(host) !== 0) throw new NotReached('dns');
    const ms: number[] = [];
    for (let count = 0; count < TIMES; count += 1) {
      const started = performance.now();
      await network.lookup(host);
      ms.push(Math.round(performance.now() - started));
    }
    return { host, resolver, ms };
  },
};
