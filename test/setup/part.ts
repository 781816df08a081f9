import { describe, inject } from 'vitest';
import type { PartName } from '../../src/sandbox/parts/provide.ts';

/**
 * A describe block that needs a real program. Where the program cannot be had its tests are skipped under
 * the part's name, which the summary lists and CI counts as a failure.
 */
export function describeWith(part: PartName, title: string, body: (path: string) => void): void {
  const found = inject('parts')[part];
  if ('path' in found) describe(title, () => body(found.path));
  else describe.skip(`needs ${part}: ${title}`, () => body(''));
}
