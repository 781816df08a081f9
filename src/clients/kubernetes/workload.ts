import { z } from 'zod';
import type { WorkloadRecord } from '../../engine/cluster.ts';
import { listOf, metadata, textMap } from './object.ts';

/** API paths of the kinds a person may name; `namespace` null lists all. */
export const WORKLOAD_KINDS = [
  { kind: 'Deployment', api: '/apis/apps/v1', plural: 'deployments' },
  { kind: 'StatefulSet', api: '/apis/apps/v1', plural: 'statefulsets' },
  { kind: 'DaemonSet', api: '/apis/apps/v1', plural: 'daemonsets' },
  { kind: 'Job', api: '/apis/batch/v1', plural: 'jobs' },
  { kind: 'CronJob', api: '/apis/batch/v1', plural: 'cronjobs' },
] as const;

export const selector = z
  .object({
    matchLabels: textMap,
    matchExpressions: listOf(z.object({ key: z.string(), operator: z.string(), values: listOf(z.string()) })),
  })
  .nullish();

const workload = z.object({ metadata, spec: z.object({ selector }).nullish() });

/** Throws a ZodError when this is none. */
export function readWorkload(json: unknown, kind: string): WorkloadRecord {
  const { metadata: meta, spec } = workload.parse(json);
  return {
    kind,
    namespace: meta.namespace,
    name: meta.name,
    labelSelector: selectorText(spec?.selector),
  };
}

/** As `?labelSelector=` wants it; empty when there is none, as for a CronJob. */
export function selectorText(given: z.infer<typeof selector>): string {
  const equal = Object.entries(given?.matchLabels ?? {}).map(([key, value]) => `${key}=${value}`);
  const expressions = (given?.matchExpressions ?? []).map(({ key, operator, values }) => {
    if (operator === 'Exists') return key;
    if (operator === 'DoesNotExist') return `!${key}`;
    return `${key} ${operator === 'NotIn' ? 'notin' : 'in'} (${values.join(',')})`;
  });
  return [...equal, ...expressions].join(',');
}
