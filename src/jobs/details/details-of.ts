/** What else was learnt on the way to a verdict, each kind in a file of its own. Pure. */
import type { Case } from '../../engine/case.ts';
import type { Section } from '../../engine/verdict.ts';
import type { Language } from '../../engine/words.ts';
import { changes } from './changes.ts';
import { fromTheNode } from './from-the-node.ts';
import { holds } from './holds.ts';
import { logins } from './logins.ts';
import { otherNodesDetail } from './other-nodes.ts';

/** One kind of detail; null when these cases have nothing of it to say. */
export type Detail = (cases: readonly Case[], language: Language) => Section | null;

/** In the order they are worth reading. */
const DETAILS: readonly Detail[] = [fromTheNode, changes, logins, otherNodesDetail, holds];

export function detailsOf(cases: readonly Case[], language: Language): readonly Section[] {
  return DETAILS.flatMap((detail) => detail(cases, language) ?? []);
}
