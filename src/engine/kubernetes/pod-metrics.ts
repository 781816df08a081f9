/** PodMetrics and NodeMetrics (metrics.k8s.io): what containers and nodes use right now. Pure. */
import type { KubeObject } from '../kube-object.ts';
import { at, listAt, mapAt, textAt } from './fields.ts';
import { quantityOf } from './quantity.ts';
import type { Resources } from './workload.ts';

export const POD_METRICS = { group: 'metrics.k8s.io', plural: 'pods' } as const;
export const NODE_METRICS = { group: 'metrics.k8s.io', plural: 'nodes' } as const;

export interface PodMetrics {
  readonly namespace: string;
  readonly pod: string;
  /** When it was measured, ISO 8601. */
  readonly at: string | null;
  readonly containers: readonly { readonly name: string; readonly usage: Resources }[];
}

/** Its containers lie beside `metadata`, not in a spec. */
export function podMetricsOf(object: KubeObject): PodMetrics {
  const { metadata } = object;
  return {
    namespace: metadata.namespace ?? '',
    pod: metadata.name,
    at: textAt(object, 'timestamp'),
    containers: listAt(object, 'containers').flatMap((one) => {
      const name = textAt(one, 'name');
      return name === null ? [] : [{ name, usage: usageOf(one) }];
    }),
  };
}

/** CPUs and bytes that a node uses. */
export function nodeUsageOf(object: KubeObject): { readonly name: string; readonly usage: Resources } {
  return { name: object.metadata.name, usage: usageOf(object) };
}

function usageOf(value: unknown): Resources {
  const { cpu, memory } = mapAt(at(value, 'usage'));
  return { cpu: quantityOf(cpu), memory: quantityOf(memory) };
}
