/** Placeholders of a plan's values, filled when it is applied. */
import type { Stamp } from '../engine/apply-ending.ts';

/** Label of what a plan creates: a second try finds by it that the first one worked. */
export const APPROVAL_LABEL = 'registry-medic.io/approval';

/** Replaces `{approval}`, `{approvedAt}`, `{approvedAtSeconds}` (since 1970) and `{made}` in every string of a value. */
export function stamped<T>(value: T, stamp: Stamp): T {
  if (typeof value === 'string')
    return value
      .replaceAll('{approval}', stamp.approval)
      .replaceAll('{approvedAt}', stamp.approvedAt)
      .replaceAll('{approvedAtSeconds}', `${Math.floor(Date.parse(stamp.approvedAt) / 1000)}`)
      .replaceAll(/\{made(?:\/([12]))?\}/g, (whole, part?: string) =>
        part === undefined ? (stamp.made ?? whole) : (stamp.made?.split('/')[Number(part) - 1] ?? whole),
      ) as T;
  if (Array.isArray(value)) return value.map((one) => stamped(one, stamp)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, stamped(one, stamp)])) as T;
}

/** Whether an object already holds all that a patch would write; null in a merge patch means absent. */
export function holds(object: unknown, patch: unknown): boolean {
  if (patch === null) return object === undefined || object === null;
  if (Array.isArray(patch)) return holdsEach(Array.isArray(object) ? object : null, patch);
  if (typeof patch !== 'object') return object === patch;
  const isObject = typeof object === 'object' && object !== null;
  if (!isObject && Object.keys(patch).length === 0) return false;
  const held = new Map(Object.entries(isObject ? object : {}));
  // Strategic merge directives say how to write, not what is there.
  return Object.entries(patch)
    .filter(([key]) => !key.startsWith('$'))
    .every(([key, one]) => holds(held.get(key), one));
}

function holdsEach(list: readonly unknown[] | null, patch: readonly unknown[]): boolean {
  return patch.every((one) => {
    const isThere = list?.some((other) => holds(other, one)) ?? false;
    const isDeleted = typeof one === 'object' && one !== null && '$patch' in one && one.$patch === 'delete';
    return isDeleted ? !isThere : isThere;
  });
}

/** Whether an object is as it was: of objects the fields that are named, of lists all of it; null: absent. */
export function isAs(object: unknown, was: unknown): boolean {
  if (was === null) return object === undefined || object === null;
  if (Array.isArray(was) && was.length === 0 && (object === undefined || object === null)) return true;
  if (Array.isArray(was))
    return (
      Array.isArray(object) && object.length === was.length && was.every((one, at) => isAs(object[at], one))
    );
  if (typeof was !== 'object') return object === was;
  const held = new Map(Object.entries(typeof object === 'object' && object !== null ? object : {}));
  return Object.entries(was).every(([key, one]) => isAs(held.get(key), one));
}
