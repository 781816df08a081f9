/** Which pods of a namespace are components of a registry, and how they do. Pure. */
import type { ContainerRecord, PodRecord } from './cluster.ts';

export interface ComponentPod {
  readonly component: string;
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  readonly image: string;
  readonly runs: boolean;
  /** Runs, and its readiness probe passes where that is known. */
  readonly ready: boolean;
  /** The waiting or ending reason, else the phase. */
  readonly state: string;
  readonly says: string | null;
  readonly restarts: number;
  /** How the run before ended; null: it has not been restarted. */
  readonly last: ContainerRecord['last'] | null;
  readonly startedAt: string | null;
  /** The controller, by the name people know. */
  readonly owner: PodRecord['owner'];
}

/**
 * By the last element of the image, which every installer keeps although it mirrors the images
 * (goharbor/harbor make/, bitnami/charts). Values are the names of Harbor's health API, where it has one.
 */
const BY_IMAGE: Readonly<Record<string, string>> = {
  'harbor-core': 'core',
  'harbor-ui': 'core',
  'harbor-adminserver': 'adminserver',
  'harbor-jobservice': 'jobservice',
  'harbor-portal': 'portal',
  'registry-photon': 'registry',
  'harbor-registry': 'registry',
  'harbor-registryctl': 'registryctl',
  'nginx-photon': 'nginx',
  'harbor-db': 'database',
  'redis-photon': 'redis',
  'valkey-photon': 'redis',
  'trivy-adapter-photon': 'trivy',
  'harbor-adapter-trivy': 'trivy',
  'harbor-exporter': 'exporter',
  'chartmuseum-photon': 'chartmuseum',
  'notary-server-photon': 'notary-server',
  'notary-signer-photon': 'notary-signer',
  'clair-photon': 'clair',
  'clair-adapter-photon': 'clair',
  'harbor-operator': 'operator',
  registry: 'registry',
  distribution: 'registry',
  'image-controller': 'image-controller',
  'cargo-token': 'cargo-token',
  'cargo-admin': 'cargo-admin',
};
/** What components are called. */
export const COMPONENT_NAMES: ReadonlySet<string> = new Set(Object.values(BY_IMAGE));
const LABELS = ['app.kubernetes.io/component', 'component', 'app'] as const;
const INSTANCE_LABELS = ['release', 'app.kubernetes.io/instance', 'core.goharbor.io/name'] as const;

/** One entry per component container; a pod may hold two (registry and registryctl). */
export function componentPods(pods: readonly PodRecord[]): readonly ComponentPod[] {
  return pods
    .filter((pod) => pod.phase !== 'Succeeded')
    .flatMap((pod) => {
      const main = pod.containers.filter((container) => container.kind === 'main');
      const named = main.flatMap((container) => {
        const component = componentOf(container.image);
        return component ? [entry(component, pod, container)] : [];
      });
      if (named.length > 0) return named;
      const label = LABELS.map((key) => pod.labels[key] ?? '').find((value) => COMPONENT_NAMES.has(value));
      const [first] = main;
      return label && first ? [entry(label, pod, first)] : [];
    });
}

/** `mirror.acme.test/goharbor/harbor-core:v2.13.1` → `core`; null for images of something else. */
export function componentOf(image: string): string | null {
  const last = image.slice(image.lastIndexOf('/') + 1);
  return new Map(Object.entries(BY_IMAGE)).get(last.replace(/[@:].*$/, '')) ?? null;
}

/** Helm release or custom resource that a pod belongs to, by its labels. */
export function instanceOf({ labels }: Pick<PodRecord, 'labels'>): string | null {
  return INSTANCE_LABELS.map((key) => labels[key]).find((value) => value !== undefined) ?? null;
}

/** Pods of one instance; pods without an instance's label belong to all that share the namespace. */
export function podsOfInstance(pods: readonly PodRecord[], instance: string | null): readonly PodRecord[] {
  if (instance === null || !pods.some((pod) => instanceOf(pod) === instance)) return pods;
  return pods.filter((pod) => [null, instance].includes(instanceOf(pod)));
}

function entry(component: string, pod: PodRecord, container: ContainerRecord): ComponentPod {
  // An init container that cannot start keeps the component down as well.
  const stuck = pod.containers.find(
    (one) => one.kind === 'init' && one.state === 'waiting' && one.reason !== 'PodInitializing',
  );
  const told = stuck ?? container;
  const runs = pod.phase === 'Running' && container.state === 'running';
  return {
    component,
    namespace: pod.namespace,
    pod: pod.name,
    container: told.name,
    image: container.image,
    runs,
    ready: runs && container.ready !== false,
    state: pod.node === null ? 'Unschedulable' : (told.reason ?? pod.phase),
    says: told.message,
    restarts: told.restarts ?? 0,
    last: told.last ?? null,
    startedAt: told.startedAt,
    owner: pod.owner,
  };
}
