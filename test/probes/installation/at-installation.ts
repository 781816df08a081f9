/** Asks probes of an installation in the namespace `harbor` of a literal cluster. */
import type { ClusterReader } from '../../../src/engine/cluster.ts';
import type { Product } from '../../../src/engine/installation.ts';
import type { KubeObject } from '../../../src/engine/kube-object.ts';
import { askingOf, literalCluster } from '../literal-cluster.ts';

export function askingAt(product: Product, parts: Partial<ClusterReader>, instance: string | null = null) {
  return askingOf(literalCluster(parts), {
    installation: {
      name: 'harbor',
      product,
      host: 'harbor.acme.test',
      place: { cluster: 'prod', namespace: 'harbor', instance },
      installer: 'unknown',
      foundBy: 'discovery',
    },
  });
}

/** Serves these objects by plural, and no other kind. */
export function serving(objects: Readonly<Record<string, readonly KubeObject[]>>): Partial<ClusterReader> {
  return {
    objects: async ({ plural, group }) => {
      const value = objects[plural];
      if (!value) return { ended: 'not-found', says: `this cluster serves no ${plural}.${group}` };
      return { ended: 'found', value };
    },
  };
}
