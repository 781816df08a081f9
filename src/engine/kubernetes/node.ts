/** What a node says of itself beyond NodeRecord: since when, why no pod may land on it, its largest images. Pure. */
import type { KubeObject } from '../kube-object.ts';
import { type Condition, conditionsOf } from './conditions.ts';
import { at, isTrueAt, listAt, mapAt, numberAt, textAt, textsAt } from './fields.ts';
import { quantityOf } from './quantity.ts';

export const NODES = { group: '', plural: 'nodes' } as const;

export interface NodeObject {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Ready, DiskPressure, MemoryPressure, PIDPressure, with since when. */
  readonly conditions: readonly Condition[];
  /** Conditions under which pods suffer: pressures that are True, Ready that is not. */
  readonly troubles: readonly Condition[];
  readonly taints: readonly { readonly key: string; readonly value: string; readonly effect: string }[];
  readonly isCordoned: boolean;
  /** e.g. `containerd://1.7.24`, `docker://20.10.21`. */
  readonly runtime: string | null;
  readonly addresses: readonly string[];
  /** CPUs and bytes that pods may have. */
  readonly allocatable: {
    readonly cpu: number | null;
    readonly memory: number | null;
    readonly disk: number | null;
  };
  /** Largest first; the kubelet reports the 50 largest, so the sum is a lower bound. */
  readonly images: readonly NodeImage[];
}

export interface NodeImage {
  readonly names: readonly string[];
  /** Bytes. */
  readonly size: number;
}

export function nodeOf(object: KubeObject): NodeObject {
  const { metadata, spec, status } = object;
  const conditions = conditionsOf(object);
  const allocatable = mapAt(status, 'allocatable');
  return {
    name: metadata.name,
    labels: metadata.labels ?? {},
    conditions,
    troubles: conditions.filter(({ type, status: is }) => (type === 'Ready' ? is !== 'True' : is === 'True')),
    taints: listAt(spec, 'taints').flatMap((one) => {
      const [key, effect] = [textAt(one, 'key'), textAt(one, 'effect')];
      return key && effect ? [{ key, value: textAt(one, 'value') ?? '', effect }] : [];
    }),
    isCordoned: isTrueAt(spec, 'unschedulable'),
    runtime: textAt(at(status, 'nodeInfo'), 'containerRuntimeVersion'),
    addresses: listAt(status, 'addresses').flatMap((one) =>
      textAt(one, 'type') === 'Hostname' ? [] : (textAt(one, 'address') ?? []),
    ),
    allocatable: {
      cpu: quantityOf(allocatable['cpu']),
      memory: quantityOf(allocatable['memory']),
      disk: quantityOf(allocatable['ephemeral-storage']),
    },
    images: listAt(status, 'images')
      .map((one) => ({ names: textsAt(one, 'names'), size: numberAt(one, 'sizeBytes') ?? 0 }))
      .toSorted((one, other) => other.size - one.size),
  };
}
