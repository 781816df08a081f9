/** Sentences about what a cluster's own DNS is taught by hand. Pure. */
import type { Evidence } from '../engine/evidence.ts';
import type { Words } from '../engine/words.ts';
import type { ClusterHostsFact } from '../probes/cluster-hosts.ts';

const words: Words<{
  none(host: string): string;
  entry(host: string, addresses: string): string;
  server(address: string): string;
}> = {
  en: {
    none: (host) => `no entry for ${host}`,
    entry: (host, addresses) => `${addresses} ${host}`,
    server: (address) => ` (the cluster’s DNS, ${address})`,
  },
};

/** None where the cluster's DNS is kept in another way. */
export function clusterHostsEvidence(fact: ClusterHostsFact | null): readonly Evidence[] {
  if (fact === null || fact.map === null) return [];
  const { host, map, addresses, server } = fact;
  const says = addresses.length === 0 ? words.en.none(host) : words.en.entry(host, addresses.join(', '));
  return [{ source: `ConfigMap ${map}`, says: `${says}${server === null ? '' : words.en.server(server)}` }];
}

/** Is that resolver, `10.96.0.10:53` or an address alone, the cluster's own DNS? */
export function isClusterDns(resolver: string | null, fact: ClusterHostsFact | null): boolean {
  return resolver !== null && fact?.server != null && resolver.replace(/:53$/, '') === fact.server;
}
