/** One plan, one digest: an approval holds for exactly what was shown. */
import { createHash } from 'node:crypto';
import type { Plan } from './plan.ts';

/** SHA-256 over the plan's canonical JSON (keys sorted), base64url. Two plans that write the same have the same. */
export function planDigest(plan: Plan): string {
  return createHash('sha256').update(canonical(plan)).digest('base64url');
}

/** JSON with sorted keys; absent and undefined are the same. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((one) => canonical(one ?? null)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value)
    .filter(([, one]) => one !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return `{${entries.map(([key, one]) => `${JSON.stringify(key)}:${canonical(one)}`).join(',')}}`;
}
