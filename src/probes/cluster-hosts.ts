import { NotReached } from '../engine/answer.ts';
import type { ClusterReader } from '../engine/cluster.ts';
import { toldBy } from '../engine/installation-place.ts';
import { CONFIG_MAPS, configMapOf, hostEntriesIn } from '../engine/kubernetes/config-map.ts';
import { SERVICES, serviceOf } from '../engine/kubernetes/service.ts';
import type { Probe } from '../engine/probe.ts';
import { dns } from './dns.ts';

/** What the cluster's own DNS is taught by hand about a name. */
export interface ClusterHostsFact {
  readonly host: string;
  /** `kube-system/coredns`; null: neither CoreDNS's nor kube-dns's ConfigMap is there. */
  readonly map: string | null;
  /** Addresses that it gives the name; none: it has no entry. */
  readonly addresses: readonly string[];
  /** Address of the DNS service, as pods know it; null: not found. */
  readonly server: string | null;
}

const PLACE = 'kube-system';
/** CoreDNS's hosts block, and the `myhosts` of kube-dns. */
const MAPS = ['coredns', 'kube-dns'] as const;
const SERVICE = 'kube-dns';

export const CLUSTER_HOSTS_RIGHTS = [
  { group: '', resource: 'configmaps', verb: 'get' },
  { group: '', resource: 'services', verb: 'list' },
] as const;

/** Asked only where the name does not resolve from here. */
export const clusterHosts: Probe<ClusterHostsFact> = {
  id: 'cluster-hosts',
  asks: () => 'reading what the cluster’s DNS is taught of the name',
  rights: CLUSTER_HOSTS_RIGHTS,
  async ask({ need, cluster }) {
    const { host, lookup } = await need(dns);
    if (lookup.ended === 'found' || !cluster) throw new NotReached(dns.id);
    return readClusterHosts(cluster, host);
  },
};

/** Throws CouldNotAsk where the cluster refuses. */
export async function readClusterHosts(cluster: ClusterReader, host: string): Promise<ClusterHostsFact> {
  const services = (toldBy(await cluster.objects(SERVICES, PLACE)) ?? []).map(serviceOf);
  const server = services.find(({ name }) => name === SERVICE)?.clusterIp ?? null;
  for (const name of MAPS) {
    const object = toldBy(await cluster.object(CONFIG_MAPS, PLACE, name));
    if (!object) continue;
    const entries = Object.values(configMapOf(object).data).flatMap(hostEntriesIn);
    const mine = entries.filter((entry) => entry.host.toLowerCase() === host.toLowerCase());
    return { host, map: `${PLACE}/${name}`, addresses: mine.map(({ address }) => address), server };
  }
  return { host, map: null, addresses: [], server };
}
