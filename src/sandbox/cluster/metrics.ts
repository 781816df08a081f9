/** metrics.k8s.io, as metrics-server computes it: usage of containers that run, and of nodes. */
import { type KubeObject, type Node, type Pod, timestamp } from './objects.ts';
import type { Resource } from './resources.ts';
import type { Store } from './store.ts';

/** Annotation on a pod, `{"core": {"cpu": "950m", "memory": "1900Mi"}}`, or on a node, `{"cpu": …, "memory": …}`. */
export const USAGE_ANNOTATION = 'sandbox.acme.test/usage';

type Usage = Readonly<Record<string, string>>;

const QUIET: Usage = { cpu: '5m', memory: '48Mi' };
const QUIET_NODE: Usage = { cpu: '420m', memory: '3172Mi' };
const WINDOW = '15s';

/** PodMetrics or NodeMetrics, whichever resource is asked for. */
export function metricsOf(store: Store, resource: Pick<Resource, 'plural'>): readonly KubeObject[] {
  if (resource.plural === 'nodes') return store.list<Node>('nodes').map(nodeMetrics);
  return store.list<Pod>('pods').flatMap(podMetrics);
}

function nodeMetrics({ metadata }: Node): KubeObject {
  return { ...framed(metadata), usage: { ...QUIET_NODE, ...(annotated(metadata) as Usage) } };
}

/** A pod of which nothing runs has none. */
function podMetrics(pod: Pod): readonly KubeObject[] {
  const told = annotated(pod.metadata) as Readonly<Record<string, Usage>>;
  const statuses = pod.status?.containerStatuses ?? [];
  const containers = statuses
    .filter(({ state }) => 'running' in state)
    .map(({ name }) => ({ name, usage: { ...QUIET, ...told[name] } }));
  return containers.length === 0 ? [] : [{ ...framed(pod.metadata), containers }];
}

function framed({ name, namespace, labels }: KubeObject['metadata']): KubeObject {
  const metadata = { name, ...(namespace ? { namespace } : {}), ...(labels ? { labels } : {}) };
  return {
    metadata: { ...metadata, creationTimestamp: timestamp() },
    timestamp: timestamp(),
    window: WINDOW,
  };
}

function annotated({ annotations }: KubeObject['metadata']): unknown {
  return JSON.parse(annotations?.[USAGE_ANNOTATION] ?? '{}');
}
