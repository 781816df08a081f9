/** Server-side apply, simply: what is applied wins, lists of named things merge, the manager is recorded. */
import type { KubeObject } from '../objects.ts';
import { timestamp } from '../objects.ts';
import { strategicMerge } from './strategic.ts';

export function serverSideApply(target: KubeObject, applied: KubeObject, manager: string): KubeObject {
  const merged = strategicMerge(target, applied) as KubeObject;
  return { ...merged, metadata: { ...merged.metadata, managedFields: recorded(target, applied, manager) } };
}

function recorded(target: KubeObject, applied: KubeObject, manager: string): readonly unknown[] {
  const others = (target.metadata.managedFields ?? []).filter(
    (entry) => (entry as { manager?: string }).manager !== manager,
  );
  const { metadata: _, apiVersion, kind: __, ...rest } = applied;
  const fieldsV1 = fieldsOf(rest);
  return [
    ...others,
    { manager, operation: 'Apply', apiVersion, time: timestamp(), fieldsType: 'FieldsV1', fieldsV1 },
  ];
}

function fieldsOf(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [`f:${key}`, fieldsOf(inner)]));
}
