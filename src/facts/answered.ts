/** Reading answers that a check uses but does without. */
import type { Answer } from '../engine/answer.ts';
import type { Evidence } from '../engine/evidence.ts';

/** The fact, or null when there is none. */
export function factOf<F>(answer: Answer<F>): F | null {
  return answer.state === 'known' ? answer.fact : null;
}

/** A quote with the time of the answer it stands in. */
export function quoted(source: string, says: string, answer: Answer<unknown>): Evidence {
  return answer.state === 'known' ? { source, says, at: answer.at } : { source, says };
}

/** For causes that leave no trace a probe could read. */
export const ONLY_TEXT = {
  outcome: 'skip',
  why: 'only the words of the node show this; no question from outside can prove or rule it out',
} as const;
