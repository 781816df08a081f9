import { siteOf, toldBy } from '../../engine/installation-place.ts';
import type { Condition } from '../../engine/kubernetes/conditions.ts';
import { HARBOR_CLUSTERS, harborClusterOf } from '../../engine/kubernetes/harbor-cluster.ts';
import type { Probe } from '../../engine/probe.ts';

/** harbor-operator's object for a whole Harbor. */
export interface HarborClusterFact {
  readonly name: string;
  readonly externalUrl: string | null;
  /** `healthy`, `unhealthy`, `provisioning`; null: the operator has not written one. */
  readonly status: string | null;
  /** CacheReady, DatabaseReady, StorageReady, ServiceReady, … */
  readonly conditions: readonly Condition[];
}

/** Null: no operator looks after this installation. */
export const harborCluster: Probe<HarborClusterFact | null> = {
  id: 'harbor-cluster',
  asks: () => 'reading its HarborCluster',
  rights: [{ group: HARBOR_CLUSTERS.group, resource: HARBOR_CLUSTERS.plural, verb: 'list' }],
  async ask(context) {
    const { reader, namespace, instance } = siteOf(context, 'harbor');
    const objects = toldBy(await reader.objects(HARBOR_CLUSTERS, namespace)) ?? [];
    const mine = objects.find(({ metadata }) => metadata.name === instance) ?? objects[0];
    if (!mine) return null;
    const { name, publicUrl: externalUrl, status, conditions } = harborClusterOf(mine);
    return { name, externalUrl, status, conditions };
  },
};
