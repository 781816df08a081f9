/** What Harbor's operator, kangaroo and the image controller teach a cluster. */
import type { KubeObject } from '../cluster/objects.ts';

interface Taught {
  readonly group: string;
  readonly plural: string;
  readonly kind: string;
  readonly versions: readonly string[];
}

const TAUGHT: readonly Taught[] = [
  {
    group: 'goharbor.io',
    plural: 'harborclusters',
    kind: 'HarborCluster',
    versions: ['v1alpha3', 'v1beta1'],
  },
  { group: 'kangaroo.io', plural: 'registrysecrets', kind: 'RegistrySecret', versions: ['v1alpha1'] },
  {
    group: 'image.theriseunion.io',
    plural: 'registrysecrets',
    kind: 'RegistrySecret',
    versions: ['v1alpha1'],
  },
  { group: 'image.theriseunion.io', plural: 'repositories', kind: 'Repository', versions: ['v1alpha1'] },
  {
    group: 'image.theriseunion.io',
    plural: 'imagecleanuppolicies',
    kind: 'ImageCleanupPolicy',
    versions: ['v1alpha1'],
  },
];

/** The CustomResourceDefinition of a kind. Throws where nobody teaches it. */
export function definitionOf(apiVersion: string, kind: string): KubeObject {
  const [group = ''] = apiVersion.split('/');
  const found = TAUGHT.find((one) => one.group === group && one.kind === kind);
  if (!found) throw new Error(`no relative of Harbor teaches a cluster ${kind} of ${apiVersion}`);
  const { plural, versions } = found;
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}` },
    spec: {
      group,
      names: { plural, kind, singular: kind.toLowerCase() },
      scope: 'Namespaced',
      versions: versions.map((name) => ({ name, served: true, storage: name === versions.at(-1) })),
    },
  };
}
