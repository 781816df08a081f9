/** Harbor's own components as pods, named and labelled as harbor-helm 1.17 does, and what they say of its health. */
import type { SandboxCluster } from '../cluster/cluster.ts';
import { STATE_ANNOTATION } from '../cluster/kubelet/behaviour.ts';
import type { KubeObject, Pod } from '../cluster/objects.ts';
import type { Component } from '../harbor/state.ts';
import { HARBOR_NAMESPACE } from './company.ts';
import { harborServices } from './harbor-inside.ts';
import { LOGINS } from './logins.ts';
import { namespace, pullSecret } from './objects.ts';
import type { Site } from './site.ts';

const VERSION = 'v2.13.1';
const RELEASE = 'harbor';
const SECRET = 'registry-pull';

/** As the chart has it for what keeps data. */
const DATA = {
  metadata: { name: 'data' },
  spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
};
/** Core alone is limited: what uses more is killed. */
const RESOURCES: Readonly<Record<string, object>> = {
  core: { requests: { memory: '256Mi' }, limits: { memory: '512Mi' } },
};

interface Part {
  readonly component: string;
  readonly kind: 'Deployment' | 'StatefulSet';
  /** Container → image. */
  readonly containers: Readonly<Record<string, string>>;
}

const PARTS: readonly Part[] = [
  { component: 'core', kind: 'Deployment', containers: { core: 'harbor-core' } },
  { component: 'jobservice', kind: 'Deployment', containers: { jobservice: 'harbor-jobservice' } },
  {
    component: 'registry',
    kind: 'Deployment',
    containers: { registry: 'registry-photon', registryctl: 'harbor-registryctl' },
  },
  { component: 'portal', kind: 'Deployment', containers: { portal: 'harbor-portal' } },
  { component: 'database', kind: 'StatefulSet', containers: { database: 'harbor-db' } },
  { component: 'redis', kind: 'StatefulSet', containers: { redis: 'redis-photon' } },
  { component: 'trivy', kind: 'StatefulSet', containers: { trivy: 'trivy-adapter-photon' } },
];

/** Pushes the images and creates the workloads. */
export async function installHarbor(site: Site): Promise<void> {
  for (const image of PARTS.flatMap(({ containers }) => Object.values(containers)))
    site.registry.store.push({ repository: `goharbor/${image}`, tags: [VERSION] });
  await site.apply(
    namespace(HARBOR_NAMESPACE),
    pullSecret(HARBOR_NAMESPACE, SECRET, { [site.address('registry')]: LOGINS.registry }),
  );
  await site.apply(...PARTS.map((part) => object(site, part)), ...harborServices());
}

export function harborPods({ store }: SandboxCluster): readonly Pod[] {
  return store.list<Pod>('pods', HARBOR_NAMESPACE);
}

/** Sick: its pod crashes again and again. Healed: that pod is gone and a new one takes its place. */
export function treatJobservice(cluster: SandboxCluster, state: 'sick' | 'healed'): void {
  const pod = harborPods(cluster).find(({ metadata }) => metadata.labels?.['component'] === 'jobservice');
  if (!pod) throw new Error('Harbor has no jobservice pod at the moment; try again in a second');
  const { name, annotations } = pod.metadata;
  if (state === 'healed') {
    cluster.delete('pods', HARBOR_NAMESPACE, name);
    return;
  }
  const metadata = {
    ...pod.metadata,
    annotations: { ...annotations, [STATE_ANNOTATION]: 'CrashLoopBackOff' },
  };
  cluster.store.replace('pods', { ...pod, metadata });
}

/** What core's health checker finds, from the pods of the namespace. */
export function componentsFrom(pods: readonly Pod[]): readonly Component[] {
  return PARTS.flatMap(({ component, containers }) => {
    const names = component === 'registry' ? Object.keys(containers) : [component];
    return names.map((name) => ({ ...judge(pods, component), name }));
  }).sort((a, b) => a.name.localeCompare(b.name));
}

function judge(pods: readonly Pod[], component: string): Component {
  const own = pods.filter((pod) => pod.metadata.labels?.['component'] === component);
  if (own.some(isReady)) return { name: component, healthy: true };
  const [pod] = own;
  const since = pod?.status?.conditions?.find(({ type }) => type === 'Ready')?.lastTransitionTime;
  const runs = pod?.status?.containerStatuses?.some(({ state }) => 'running' in state) ?? false;
  // What core's checker says of a server that answers badly, and of one that is not there.
  const error = runs
    ? 'received unexpected status code: 503 {"code":10004,"err":"unhealthy"}'
    : `failed to check health: Get "http://${RELEASE}-${component}": dial tcp: connect: connection refused`;
  return { name: component, healthy: false, error, ...(since ? { since: new Date(since) } : {}) };
}

function isReady(pod: Pod): boolean {
  if (pod.metadata.deletionTimestamp) return false;
  return pod.status?.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') ?? false;
}

function object(site: Site, { component, kind, containers }: Part): KubeObject {
  const name = `${RELEASE}-${component}`;
  const selector = { app: 'harbor', release: RELEASE, component };
  const labels = {
    ...selector,
    'app.kubernetes.io/name': 'harbor',
    'app.kubernetes.io/instance': RELEASE,
    'app.kubernetes.io/part-of': 'harbor',
    'app.kubernetes.io/component': component,
  };
  const address = site.address('registry');
  return {
    apiVersion: 'apps/v1',
    kind,
    metadata: { namespace: HARBOR_NAMESPACE, name, labels },
    spec: {
      replicas: 1,
      ...(kind === 'StatefulSet' ? { serviceName: name, volumeClaimTemplates: [DATA] } : {}),
      selector: { matchLabels: selector },
      template: {
        metadata: { labels },
        spec: {
          imagePullSecrets: [{ name: SECRET }],
          containers: Object.entries(containers).map(([container, image]) => ({
            name: container,
            image: `${address}/goharbor/${image}:${VERSION}`,
            ...(RESOURCES[container] ? { resources: RESOURCES[container] } : {}),
          })),
        },
      },
    },
  };
}
