/** Which pods of a namespace are components of a registry, and how they do. Pure. */
import type { ContainerRecord, PodRecord } from '../../engine/cluster.ts';

export interface ComponentPod {
  readonly component: string;
  readonly pod: string;
  readonly runs: boolean;
  /** The waiting or ending reason, else the phase. */
  readonly state: string;
  readonly says: string | null;
}

/**
 * By the last element of the image, which every installer keeps although it mirrors the images
 * (goharbor/harbor make/, bitnami/charts). Values are the names of Harbor's health API.
 */
const BY_IMAGE: Readonly<Record<string, string>> = {
  'harbor-core': 'core',
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
  registry: 'registry',
  distribution: 'registry',
};
const COMPONENTS: ReadonlySet<string> = new Set(Object.values(BY_IMAGE));
const LABELS = ['app.kubernetes.io/component', 'component'] as const;

/** One entry per component container; a pod may hold two (registry and registryctl). */
export function componentPods(pods: readonly PodRecord[]): readonly ComponentPod[] {
  return pods
    .filter((pod) => pod.phase !== 'Succeeded')
    .flatMap((pod) => {
      const main = pod.containers.filter((container) => container.kind === 'main');
      const named = main.flatMap((container) => {
        const component = BY_IMAGE[nameOf(container.image)];
        return component ? [entry(component, pod, container)] : [];
      });
      if (named.length > 0) return named;
      const label = LABELS.map((key) => pod.labels[key] ?? '').find((value) => COMPONENTS.has(value));
      const [first] = main;
      return label && first ? [entry(label, pod, first)] : [];
    });
}

function entry(component: string, pod: PodRecord, container: ContainerRecord): ComponentPod {
  // An init container that cannot start keeps the component down as well.
  const stuck = pod.containers.find(
    (one) => one.kind === 'init' && one.state === 'waiting' && one.reason !== 'PodInitializing',
  );
  const told = stuck ?? container;
  return {
    component,
    pod: pod.name,
    runs: pod.phase === 'Running' && container.state === 'running',
    state: pod.node === null ? 'Unschedulable' : (told.reason ?? pod.phase),
    says: told.message,
  };
}

/** `mirror.acme.test/goharbor/harbor-core:v2.13.1` → `harbor-core`. */
function nameOf(image: string): string {
  const last = image.slice(image.lastIndexOf('/') + 1);
  return last.replace(/[@:].*$/, '');
}
