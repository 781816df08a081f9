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
      .replaceAll('{made}', stamp.made ?? '{made}') as T;
  if (Array.isArray(value)) return value.map((one) => stamped(one, stamp)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, stamped(one, stamp)])) as T;
}

/** Whether an object already holds all that a patch would write; null in a merge patch means absent. */
export function holds(object: unknown, patch: unknown): boolean {
  if (patch === null) return object === undefined || object === null;
  if (Array.isArray(patch))
    return Array.isArray(object) && patch.every((one) => object.some((other) => holds(other, one)));
  if (typeof patch !== 'object') return object === patch;
  if (typeof object !== 'object' || object === null) return false;
  const held = new Map(Object.entries(object));
  // Strategic merge directives say how to write, not what is there.
  return Object.entries(patch)
    .filter(([key]) => !key.startsWith('$'))
    .every(([key, one]) => holds(held.get(key), one));
}
