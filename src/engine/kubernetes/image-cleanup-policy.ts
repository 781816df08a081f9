/** theriseunion's ImageCleanupPolicy: which images are removed, and when. Pure. */
import type { KubeObject } from '../kube-object.ts';
import { type Condition, conditionsOf } from './conditions.ts';
import { numberAt, textAt } from './fields.ts';

export const IMAGE_CLEANUP_POLICIES = {
  group: 'image.theriseunion.io',
  plural: 'imagecleanuppolicies',
} as const;

export interface ImageCleanupPolicy {
  readonly namespace: string;
  readonly name: string;
  readonly keepRecent: number | null;
  readonly unusedDays: number | null;
  /** Cron, as written. */
  readonly schedule: string | null;
  readonly conditions: readonly Condition[];
}

export function imageCleanupPolicyOf(object: KubeObject): ImageCleanupPolicy {
  const { metadata, spec } = object;
  const rule = (key: string): number | null => numberAt(spec, key) ?? numberAt(spec, 'rules', key);
  return {
    namespace: metadata.namespace ?? '',
    name: metadata.name,
    keepRecent: rule('keepRecent'),
    unusedDays: rule('unusedDays'),
    schedule: textAt(spec, 'schedule'),
    conditions: conditionsOf(object),
  };
}
