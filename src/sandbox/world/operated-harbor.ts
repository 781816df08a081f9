/** The HarborCluster of Acme's Harbor, as harbor-operator leaves it. */
import type { SandboxCluster } from '../cluster/cluster.ts';
import { type KubeObject, timestamp } from '../cluster/objects.ts';
import { definitionOf } from '../relatives/definitions.ts';
import { HARBOR_NAMESPACE } from './company.ts';
import type { Estate } from './estate.ts';
import { namespace } from './objects.ts';

const API = 'goharbor.io/v1beta1';
const NAME = 'acme';
const OPERATOR_NAMESPACE = 'harbor-operator-ns';
const LOOKS_AFTER_MS = 300;
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
  cluster.apply([definitionOf(API, 'HarborCluster'), namespace(OPERATOR_NAMESPACE), operator()]);
  cluster.apply([object]);
}

/** A new pod of the operator looks at everything it keeps, and sees that all is well. */
export function refreshedByNewPod(cluster: SandboxCluster): void {
  const stop = cluster.store.onChange(({ type, resource, object }) => {
    const isItsPod = resource === 'pods' && object.metadata.namespace === OPERATOR_NAMESPACE;
    if (type !== 'DELETED' || !isItsPod) return;
    stop();
    setTimeout(() => {
      const told = cluster.get('harborclusters.goharbor.io', HARBOR_NAMESPACE, NAME);
      if (!told) return;
      const lastTransitionTime = timestamp(new Date());
      const conditions = CONDITIONS.map((one) => ({ type: one, status: 'True', lastTransitionTime }));
      const status = { ...told.status, status: 'healthy', conditions };
      cluster.store.replace('harborclusters.goharbor.io', { ...told, status });
    }, LOOKS_AFTER_MS);
  });
}

/** On every node without a pull. */
function operator(): KubeObject {
  const labels = { 'control-plane': 'harbor-operator' };
  const image = 'docker.io/goharbor/harbor-operator:v1.3.0';
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { namespace: OPERATOR_NAMESPACE, name: 'harbor-operator', labels },
    spec: {
      replicas: 1,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [{ name: 'manager', image }] } },
    },
  };
}

export function removeHarborCluster(cluster: SandboxCluster): void {
  cluster.delete('harborclusters.goharbor.io', HARBOR_NAMESPACE, NAME);
}
