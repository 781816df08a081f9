/** PersistentVolumeClaims and PersistentVolumes: who may mount them at once, and how large they are. Pure. */
import type { KubeObject } from '../kube-object.ts';
import { type Condition, conditionsOf } from './conditions.ts';
import { at, mapAt, textAt, textsAt } from './fields.ts';
import { quantityOf } from './quantity.ts';

export const VOLUME_CLAIMS = { group: '', plural: 'persistentvolumeclaims' } as const;

export interface VolumeClaim {
  readonly namespace: string;
  readonly name: string;
  /** `Bound`, `Pending`, `Lost`. */
  readonly phase: string | null;
  /** ReadWriteOnce, ReadWriteOncePod, ReadWriteMany, ReadOnlyMany. */
  readonly accessModes: readonly string[];
  /** Whether pods of several nodes may write to it; ReadWriteOnce is one node, ReadWriteOncePod one pod. */
  readonly sharing: 'nodes' | 'one-node' | 'one-pod' | 'unknown';
  readonly storageClass: string | null;
  readonly volume: string | null;
  /** Bytes, wanted and given. */
  readonly requested: number | null;
  readonly capacity: number | null;
  readonly conditions: readonly Condition[];
}

export function volumeClaimOf(object: KubeObject): VolumeClaim {
  const { metadata, spec, status } = object;
  const wanted = textsAt(spec, 'accessModes');
  const accessModes = wanted.length > 0 ? wanted : textsAt(status, 'accessModes');
  return {
    namespace: metadata.namespace ?? '',
    name: metadata.name,
    phase: textAt(status, 'phase'),
    accessModes,
    sharing: sharingOf(accessModes),
    storageClass: textAt(spec, 'storageClassName'),
    volume: textAt(spec, 'volumeName'),
    requested: quantityOf(mapAt(at(spec, 'resources', 'requests'))['storage']),
    capacity: quantityOf(mapAt(at(status, 'capacity'))['storage']),
    conditions: conditionsOf(object),
  };
}

function sharingOf(modes: readonly string[]): VolumeClaim['sharing'] {
  if (modes.includes('ReadWriteMany')) return 'nodes';
  if (modes.includes('ReadWriteOnce')) return 'one-node';
  return modes.includes('ReadWriteOncePod') ? 'one-pod' : 'unknown';
}
