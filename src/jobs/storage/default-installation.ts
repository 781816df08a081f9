import type { Installation } from '../../engine/installation.ts';

/** A cluster as the place of no registry in particular, so that its nodes can be asked about as installations are. */
export function defaultInstallation(cluster: string): Installation {
  return {
    name: cluster,
    product: 'other',
    host: null,
    place: { cluster, namespace: 'default', instance: null },
    installer: 'unknown',
    foundBy: 'discovery',
  };
}
