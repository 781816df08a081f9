/** What the API server fills in when an object is created: defaults of the types and of admission plugins. */
import type { Container, KubeObject, Pod } from '../objects.ts';
import type { Resource } from '../resources.ts';
import { StatusError } from '../status.ts';
import type { Store } from '../store.ts';

/** The object as it will be stored. Throws 403 where admission refuses it. */
export function withDefaults(resource: Resource, object: KubeObject, store: Store): KubeObject {
  switch (resource.id) {
    case 'pods':
      return podDefaults(object as Pod, store);
    case 'secrets':
      return secretDefaults(object);
    case 'namespaces':
      return { ...object, spec: { finalizers: ['kubernetes'], ...object.spec }, status: { phase: 'Active' } };
    case 'deployments.apps':
      return specDefaults(object, { replicas: 1, revisionHistoryLimit: 10, progressDeadlineSeconds: 600 });
    case 'replicasets.apps':
    case 'statefulsets.apps':
      return specDefaults(object, { replicas: 1 });
    case 'jobs.batch':
      return specDefaults(object, { completions: 1, parallelism: 1, backoffLimit: 6 });
    default:
      return object;
  }
}

function specDefaults(object: KubeObject, defaults: Readonly<Record<string, unknown>>): KubeObject {
  return { ...object, spec: { ...defaults, ...object.spec }, status: object.status ?? {} };
}

function podDefaults(pod: Pod, store: Store): Pod {
  const namespace = pod.metadata.namespace ?? 'default';
  const serviceAccountName = pod.spec.serviceAccountName ?? 'default';
  const account = store.get('serviceaccounts', namespace, serviceAccountName);
  if (!account)
    throw new StatusError(
      'Forbidden',
      `pods "${pod.metadata.name}" is forbidden: error looking up service account ${namespace}/${serviceAccountName}: serviceaccount "${serviceAccountName}" not found`,
      { name: pod.metadata.name, kind: 'pods' },
    );
  const given = pod.spec.imagePullSecrets ?? [];
  // Only a pod that names none gets those of its service account, and only now: the known trap.
  const fromAccount = (account['imagePullSecrets'] ?? []) as readonly { readonly name: string }[];
  const imagePullSecrets = given.length > 0 ? given : fromAccount;
  return {
    ...pod,
    spec: {
      restartPolicy: 'Always',
      terminationGracePeriodSeconds: 30,
      dnsPolicy: 'ClusterFirst',
      schedulerName: 'default-scheduler',
      ...pod.spec,
      serviceAccountName,
      serviceAccount: serviceAccountName,
      ...(imagePullSecrets.length > 0 ? { imagePullSecrets } : {}),
      containers: pod.spec.containers.map(containerDefaults),
      ...(pod.spec.initContainers ? { initContainers: pod.spec.initContainers.map(containerDefaults) } : {}),
    },
    status: { phase: 'Pending', qosClass: qosClass(pod.spec) },
  };
}

type Amounts = Readonly<Record<string, unknown>>;

/** Kubernetes' rule (core/v1 helper qos): of cpu and memory alone, over all containers. */
function qosClass({
  containers,
  initContainers = [],
}: Pod['spec']): 'Guaranteed' | 'Burstable' | 'BestEffort' {
  const all = [...containers, ...initContainers].map((container) => {
    const { requests = {}, limits = {} } = (container['resources'] ?? {}) as {
      readonly requests?: Amounts;
      readonly limits?: Amounts;
    };
    // What is limited and not requested is requested as it is limited.
    return ['cpu', 'memory'].map((name) => ({
      limit: limits[name],
      request: requests[name] ?? limits[name],
    }));
  });
  const amounts = all.flat();
  if (amounts.every(({ request }) => request === undefined)) return 'BestEffort';
  const isFixed = amounts.every(({ limit, request }) => limit !== undefined && limit === request);
  return isFixed ? 'Guaranteed' : 'Burstable';
}

/** `Always` for the tag latest or none, else IfNotPresent. */
export function containerDefaults(container: Container): Container {
  return { imagePullPolicy: isLatest(container.image) ? 'Always' : 'IfNotPresent', ...container };
}

function isLatest(image: string): boolean {
  if (image.includes('@')) return false;
  const last = image.slice(image.lastIndexOf('/') + 1);
  return !last.includes(':') || last.endsWith(':latest');
}

/** `stringData` becomes `data`, on every write. */
export function secretDefaults(secret: KubeObject): KubeObject {
  const { stringData, ...rest } = secret as KubeObject & { stringData?: Record<string, string> };
  const encoded = Object.entries(stringData ?? {}).map(([key, value]) => [
    key,
    Buffer.from(value).toString('base64'),
  ]);
  const data = { ...(rest['data'] as Record<string, string> | undefined), ...Object.fromEntries(encoded) };
  return { ...rest, type: rest['type'] ?? 'Opaque', data };
}
