/** Strategic merge: lists of named things merge by their key, as the Go types' patchMergeKey tags say. */
import { isFields } from './merge-patch.ts';

/** Merge key by field name; `ports` differs between containers and services and is told by its items. */
const MERGE_KEYS: Readonly<Record<string, readonly string[]>> = {
  containers: ['name'],
  initContainers: ['name'],
  ephemeralContainers: ['name'],
  volumes: ['name'],
  imagePullSecrets: ['name'],
  secrets: ['name'],
  env: ['name'],
  volumeMounts: ['mountPath'],
  volumeDevices: ['devicePath'],
  ports: ['containerPort', 'port'],
  hostAliases: ['ip'],
  topologySpreadConstraints: ['topologyKey'],
  conditions: ['type'],
  addresses: ['type'],
  taints: ['key'],
  ownerReferences: ['uid'],
};
/** Lists of plain values that merge as sets. */
const SETS: ReadonlySet<string> = new Set(['finalizers']);

/** The document after a strategic merge patch. */
export function strategicMerge(target: unknown, patch: unknown): unknown {
  if (!isFields(patch)) return patch;
  if (patch['$patch'] === 'replace') return withoutDirectives(patch);
  const result: Record<string, unknown> = isFields(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (key === '$patch' || key.startsWith('$setElementOrder/')) continue;
    if (key === '$retainKeys') retain(result, value);
    else if (key.startsWith('$deleteFromPrimitiveList/')) dropValues(result, key.slice(25), value);
    else if (value === null) delete result[key];
    else if (Array.isArray(value)) result[key] = mergeList(key, result[key], value);
    else result[key] = strategicMerge(result[key], value);
  }
  return result;
}

function mergeList(field: string, target: unknown, patch: readonly unknown[]): unknown {
  const current: readonly unknown[] = Array.isArray(target) ? target : [];
  if (patch.some((item) => isFields(item) && item['$patch'] === 'replace' && Object.keys(item).length === 1))
    return patch.filter((item) => !(isFields(item) && item['$patch'] === 'replace'));
  if (SETS.has(field)) return [...new Set([...current, ...patch])];
  const key = mergeKey(field, [...patch, ...current]);
  if (!key) return patch;
  return patch.reduce<readonly unknown[]>((list, item) => mergeItem(list, item, key), current);
}

function mergeItem(list: readonly unknown[], item: unknown, key: string): readonly unknown[] {
  if (!isFields(item)) return list;
  const isIt = (other: unknown): boolean => isFields(other) && other[key] === item[key];
  if (item['$patch'] === 'delete') return list.filter((other) => !isIt(other));
  if (!list.some(isIt)) return [...list, strategicMerge({}, item)];
  return list.map((other) => (isIt(other) ? strategicMerge(other, item) : other));
}

function mergeKey(field: string, items: readonly unknown[]): string | undefined {
  return MERGE_KEYS[field]?.find(
    (key) => items.length > 0 && items.every((item) => isFields(item) && key in item),
  );
}

function retain(result: Record<string, unknown>, keys: unknown): void {
  if (!Array.isArray(keys)) return;
  for (const key of Object.keys(result)) if (!keys.includes(key)) delete result[key];
}

function dropValues(result: Record<string, unknown>, field: string, values: unknown): void {
  const list = result[field];
  if (Array.isArray(list) && Array.isArray(values))
    result[field] = list.filter((value) => !values.includes(value));
}

function withoutDirectives(patch: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(patch).filter(([key]) => !key.startsWith('$')));
}
