/**
 * The name that a diagnosis has just looked up is not looked up again for each of its connections: a handshake and a
 * question would wait for the same answer. Whoever asks for the name itself always gets a new answer.
 */
import type { Lookup } from '../../engine/registry.ts';
import type { NameResolver } from './resolver.ts';

/** Shorter than any record may be kept that is meant to change; milliseconds. */
const RECENT_MS = 2_000;

export interface RecentNames {
  /** Asks, and remembers addresses; a failure is never remembered. */
  readonly fresh: NameResolver;
  /** Of the last moments, else asked. */
  readonly recent: NameResolver;
}

export function recentNames(resolver: NameResolver, now: () => number = Date.now): RecentNames {
  const known = new Map<string, { readonly found: Lookup; readonly until: number }>();
  const forgetOld = (): void => {
    for (const [host, { until }] of known) if (until <= now()) known.delete(host);
  };
  const lookup = async (host: string): Promise<Lookup> => {
    const found = await resolver.lookup(host);
    forgetOld();
    known.delete(host);
    if (found.ended === 'found') known.set(host, { found, until: now() + RECENT_MS });
    return found;
  };
  return {
    fresh: { name: resolver.name, lookup },
    recent: {
      name: resolver.name,
      async lookup(host) {
        forgetOld();
        return known.get(host)?.found ?? lookup(host);
      },
    },
  };
}
