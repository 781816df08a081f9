/** The checks that one pull is held against. */
import type { Check } from '../engine/check.ts';

const kept = new WeakMap<readonly Check[], readonly Check[]>();

/**
 * Troubles inside a registry are looked for where it runs, never for one pull, and its parts do not speak through a
 * kubelet. For the same checks always the same list, so that what is made once for a list (the sieve of its signs)
 * is not made for each pull.
 */
export function checksOfPulls(checks: readonly Check[]): readonly Check[] {
  const ofPulls = kept.get(checks) ?? checks.filter(({ scope }) => scope !== 'component');
  kept.set(checks, ofPulls);
  return ofPulls;
}
