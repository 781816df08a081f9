/** Every check of the product, found as the product finds them. */
import type { Check } from '../../src/engine/check.ts';
import { loadFolder } from '../../src/load.ts';

export const allChecks = await loadFolder<Check>(new URL('../../src/checks/', import.meta.url));

export function checkOf(id: string): Check {
  const check = allChecks.find((one) => one.id === id);
  if (!check) throw new Error(`there is no check ${id}`);
  return check;
}
