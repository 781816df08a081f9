/** Reading answers that a check uses but does without. */
import type { Answer } from '../engine/answer.ts';
import type { AnswersByProbe } from '../engine/check.ts';
import type { Evidence } from '../engine/evidence.ts';
import type { Probe } from '../engine/probe.ts';

/** The fact, or null when there is none. */
export function factOf<F>(answer: Answer<F>): F | null {
  return answer.state === 'known' ? answer.fact : null;
}

/** A probe's fact among all answers, or null; which type it has is the probe's promise. */
export function factIn<F>(answers: AnswersByProbe, probe: Probe<F>): F | null {
  const answer = answers.get(probe.id) as Answer<F> | undefined;
  return answer === undefined ? null : factOf(answer);
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
