/** What is asked when somebody wants an error text explained. Pure. */
import type { ExplainQuestion } from '../question.ts';
import { masked } from './masked.ts';

/** More of a text is not kept: errors stand at its start or its end; characters. */
const KEPT = 12_000;

/** The question for a text, bounded and without its secrets; null when there is nothing to read. */
export function explainQuestion(text: string): ExplainQuestion | null {
  const bare = text
    .replace(/^[ \t]*```\w{0,20}$/gm, '')
    .replaceAll('```', '')
    .trim();
  if (bare === '') return null;
  const bounded = bare.length <= KEPT ? bare : `${bare.slice(0, KEPT / 2)}\n…\n${bare.slice(-KEPT / 2)}`;
  return { kind: 'explain', text: masked(bounded) };
}
