/** What else was learnt on the way to a verdict, each kind in a file of its own. Pure. */
import type { Case } from '../../engine/case.ts';
import type { Section } from '../../engine/verdict.ts';
import type { Language } from '../../engine/words.ts';
import { logins } from './logins.ts';

/** One kind of detail; null when these cases have nothing of it to say. */
export type Detail = (cases: readonly Case[], language: Language) => Section | null;

/** In the order they are worth reading. */
const DETAILS: readonly Detail[] = [logins];

export function detailsOf(cases: readonly Case[], language: Language): readonly Section[] {
  return DETAILS.flatMap((detail) => detail(cases, language) ?? []);
}
