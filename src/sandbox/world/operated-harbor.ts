/** The HarborCluster of Acme's Harbor, as harbor-operator leaves it. */
import type { SandboxCluster } from '../cluster/cluster.ts';
import { type KubeObject, timestamp } from '../cluster/objects.ts';
import { definitionOf } from '../relatives/definitions.ts';
import { HARBOR_NAMESPACE } from './company.ts';
import type { Estate } from './estate.ts';

const API = 'goharbor.io/v1beta1';
const NAME = 'acme';
const CONDITIONS = ['CacheReady', 'DatabaseReady', 'StorageReady', 'ServiceReady'] as const;

/** `bad`: the condition that is not True, with the operator's words of it. */
export function tellHarborCluster(
  { estate, cluster }: { readonly estate: Estate; readonly cluster: SandboxCluster },
  bad: { readonly type: (typeof CONDITIONS)[number]; readonly reason: string; readonly message: string },
): void {
  const lastTransitionTime = timestamp(new Date(Date.now() - 25 * 60_000));
  const conditions = CONDITIONS.map((type) =>
    type === bad.type
      ? { ...bad, status: 'False', lastTransitionTime }
      : { type, status: 'True', lastTransitionTime },
  );
  const object: KubeObject = {
    apiVersion: API,
    kind: 'HarborCluster',
    metadata: { namespace: HARBOR_NAMESPACE, name: NAME },
    spec: { externalURL: `https://${estate.address('harbor')}`, version: '2.13.1' },
    status: { status: 'unhealthy', conditions, operator: { controllerVersion: '1.3.0' } },
  };
  cluster.apply([definitionOf(API, 'HarborCluster')]);
  cluster.apply([object]);
}

export function removeHarborCluster(cluster: SandboxCluster): void {
  cluster.delete('harborclusters.goharbor.io', HARBOR_NAMESPACE, NAME);
}
