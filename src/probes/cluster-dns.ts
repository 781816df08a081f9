import { CouldNotAsk, NotReached } from '../engine/answer.ts';
import type { ClusterAnswer, PodRecord } from '../engine/cluster.ts';
import type { Probe } from '../engine/probe.ts';

/** How the cluster's own DNS does. Empty lists: its pods are called otherwise, or there are none. */
export interface ClusterDnsFact {
  readonly servers: readonly DnsPod[];
  /** NodeLocal DNSCache, one on each node that has it. */
  readonly caches: readonly DnsPod[];
}

export interface DnsPod {
  readonly pod: string;
  readonly node: string | null;
  readonly ready: boolean;
  readonly restarts: number;
}

const LABEL = 'k8s-app';
const SERVERS = 'kube-dns';
const CACHES = 'node-local-dns';

export const clusterDns: Probe<ClusterDnsFact> = {
  id: 'cluster-dns',
  asks: () => 'reading how the cluster’s DNS does',
  rights: [{ group: '', resource: 'pods', verb: 'list' }],
  async ask({ cluster }) {
    if (!cluster) throw new NotReached('pod');
    const [servers, caches] = await Promise.all(
      [SERVERS, CACHES].map((value) => cluster.pods('kube-system', `${LABEL}=${value}`)),
    );
    return { servers: read(servers), caches: read(caches) };
  },
};

function read(answer: ClusterAnswer<readonly PodRecord[]> | undefined): readonly DnsPod[] {
  if (answer === undefined || answer.ended === 'not-found') return [];
  if (answer.ended !== 'found') throw new CouldNotAsk(answer.says);
  return answer.value.map(dnsPod);
}

function dnsPod({ name, node, containers }: PodRecord): DnsPod {
  return {
    pod: name,
    node,
    ready: containers.length > 0 && containers.every(({ kind, ready }) => kind !== 'main' || ready === true),
    restarts: containers.reduce((sum, { restarts }) => sum + (restarts ?? 0), 0),
  };
}
