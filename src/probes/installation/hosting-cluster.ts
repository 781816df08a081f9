import { NotReached } from '../../engine/answer.ts';
import { siteOf, toldBy } from '../../engine/installation-place.ts';
import { HARBOR_CLUSTERS } from '../../engine/kubernetes/harbor-cluster.ts';
import { KANGAROO_REGISTRY_SECRETS } from '../../engine/kubernetes/kangaroo-registry-secret.ts';
import type { Probe } from '../../engine/probe.ts';
import { components } from './components.ts';

/** Is the cluster that was looked at the one in which this Harbor is hosted? */
export interface HostingClusterFact {
  readonly cluster: string;
  readonly namespace: string;
  /** The cluster serves HarborClusters: an operator hosts Harbors here. */
  readonly operator: 'serves' | 'does not serve';
  /** The cluster serves kangaroo's integrations: it is the global one. */
  readonly kangaroo: 'serves' | 'does not serve';
  /** Containers of a Harbor's components in the namespace. */
  readonly components: number;
}

export const hostingCluster: Probe<HostingClusterFact> = {
  id: 'hosting-cluster',
  asks: () => 'asking whether this cluster hosts it',
  async ask(context) {
    const { reader, cluster, namespace } = siteOf(context, 'harbor');
    const pods = await context.ask(components);
    // That pods may not be read is told by that probe.
    if (pods.state !== 'known') throw new NotReached(components.id);
    const served = new Set(toldBy(await reader.groups()) ?? []);
    return {
      cluster,
      namespace,
      operator: served.has(HARBOR_CLUSTERS.group) ? 'serves' : 'does not serve',
      kangaroo: served.has(KANGAROO_REGISTRY_SECRETS.group) ? 'serves' : 'does not serve',
      components: pods.fact.components.length,
    };
  },
};
