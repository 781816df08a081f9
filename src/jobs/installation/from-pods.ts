/** Registries as their pods show them. Pure. */
import type { PodRecord } from '../../engine/cluster.ts';
import { componentOf, instanceOf } from '../../engine/component-pods.ts';
import type { Installation, Installer, Product } from '../../engine/installation.ts';

export interface Known {
  /** A HarborCluster stands for these pods already. */
  operated(pod: PodRecord): boolean;
  /** The cluster serves the API of the image controller. */
  readonly imageController: boolean;
}

/** Only these tell of a Harbor: its database, its proxy and its registry may be anybody's. */
const OF_HARBOR: ReadonlySet<string> = new Set([
  'core',
  'jobservice',
  'registryctl',
  'portal',
  'adminserver',
]);
/** Images that only Harbor uses. */
const HARBORS_REGISTRY = /\/?(?:registry-photon|harbor-registry)(?:[:@]|$)/;

export function fromPods(cluster: string, pods: readonly PodRecord[], known: Known): readonly Installation[] {
  const byNamespace = Map.groupBy(pods, ({ namespace }) => namespace);
  return [...byNamespace].flatMap(([namespace, mine]) =>
    ofNamespace(mine, known).map(({ product, instance, installer }) => ({
      name: instance === null ? `${namespace}/${product}` : `${namespace}/${instance}`,
      product,
      host: null,
      place: { cluster, namespace, instance },
      installer,
      foundBy: 'discovery' as const,
    })),
  );
}

interface Seen {
  readonly product: Product;
  readonly instance: string | null;
  readonly installer: Installer;
}

function ofNamespace(pods: readonly PodRecord[], { operated, imageController }: Known): readonly Seen[] {
  const harbor = pods.filter((pod) => componentsOf(pod).some((one) => OF_HARBOR.has(one)));
  const cargo = pods.filter((pod) => has(pod, 'cargo-token') || has(pod, 'cargo-admin'));
  const controllers = pods.filter((pod) => has(pod, 'image-controller'));
  const plain = pods.filter(
    (pod) => harbor.length === 0 && has(pod, 'registry') && !pod.containers.some(isHarborsRegistry),
  );
  return [
    ...(harbor.some(operated) ? [] : eachInstance(harbor, 'harbor')),
    ...eachOwner(plain),
    ...(cargo.length > 0 ? [{ product: 'cargo', instance: null, installer: 'manifest' } as const] : []),
    ...(controllers.length > 0 && imageController
      ? [{ product: 'image-controller', instance: null, installer: 'manifest' } as const]
      : []),
  ];
}

/** Two cores with different releases are two Harbors; parts without a release belong to any. */
function eachInstance(pods: readonly PodRecord[], product: Product): readonly Seen[] {
  const cores = pods.filter((pod) => has(pod, 'core'));
  const telling = cores.length > 0 ? cores : pods.slice(0, 1);
  const byInstance = Map.groupBy(telling, instanceOf);
  return [...byInstance].map(([instance, mine]) => ({ product, instance, installer: installerOf(mine) }));
}

function eachOwner(pods: readonly PodRecord[]): readonly Seen[] {
  const byOwner = Map.groupBy(pods, (pod) => pod.owner?.name ?? pod.name);
  return [...byOwner].map(([instance, mine]) => ({
    product: 'distribution',
    instance,
    installer: installerOf(mine),
  }));
}

function installerOf(pods: readonly PodRecord[]): Installer {
  const labels = pods.flatMap((pod) => Object.entries(pod.labels));
  if (labels.some(([key]) => key.startsWith('goharbor.io/') || key.startsWith('core.goharbor.io/')))
    return 'operator';
  if (pods.some((pod) => pod.containers.some(({ image }) => /(?:^|\/)bitnami/.test(image)))) return 'bitnami';
  const isHelm = ([key, value]: readonly [string, string]): boolean =>
    key === 'helm.sh/chart' || key === 'chart' || key === 'release' || value === 'Helm';
  return labels.some(isHelm) ? 'helm' : 'manifest';
}

function isHarborsRegistry({ image }: { readonly image: string }): boolean {
  return HARBORS_REGISTRY.test(image);
}

function componentsOf(pod: PodRecord): readonly string[] {
  const named = pod.containers.flatMap(({ image, kind }) => {
    const component = kind === 'main' ? componentOf(image) : null;
    return component === null ? [] : [component];
  });
  return named.length > 0 ? named : [pod.labels['app'] ?? ''];
}

function has(pod: PodRecord, component: string): boolean {
  return componentsOf(pod).includes(component);
}
