import { siteOf, toldBy } from '../../engine/installation-place.ts';
import { HARBOR_CLUSTERS, harborClusterOf } from '../../engine/kubernetes/harbor-cluster.ts';
import { isLoopback } from '../../engine/loopback.ts';
import type { Probe } from '../../engine/probe.ts';

/** A Harbor that an operator hosts in the cluster of kangaroo itself. */
export interface HostedHarbor {
  readonly namespace: string;
  readonly name: string;
  /** With port, as its public address has it. */
  readonly host: string;
}

export const hostedHarbors: Probe<readonly HostedHarbor[]> = {
  id: 'hosted-harbors',
  asks: () => 'reading which Harbors are hosted here',
  rights: [{ group: HARBOR_CLUSTERS.group, resource: HARBOR_CLUSTERS.plural, verb: 'list' }],
  async ask(context) {
    const { reader } = siteOf(context, 'kangaroo');
    const all = (toldBy(await reader.objects(HARBOR_CLUSTERS, null)) ?? []).map(harborClusterOf);
    return all.flatMap(({ namespace, name, publicUrl }) => {
      const url = publicUrl !== null && URL.canParse(publicUrl) ? new URL(publicUrl) : null;
      // An address of its own machine alone is none that anybody could integrate.
      return url === null || isLoopback(url.hostname) ? [] : [{ namespace, name, host: url.host }];
    });
  },
};
