/** What a look at one pull saw, kept so that it can be judged again: by another version, or when its verdict was wrong. */
import type { Answer } from './answer.ts';
import type { Case } from './case.ts';
import type { Check } from './check.ts';
import type { Evidence } from './evidence.ts';
import { type Reached, reachVerdict } from './reach-verdict.ts';
import type { Pull } from './subject.ts';
import { judgeText, type TextJudgement } from './text/judge.ts';
import type { Language } from './words.ts';

/** Plain JSON. Facts hold no secrets, and neither does this. */
export interface SavedCase {
  readonly pull: Pull;
  readonly answers: readonly (readonly [probe: string, answer: Answer<unknown>])[];
  readonly said: readonly Evidence[];
  readonly failing: boolean;
  readonly node: string | null;
  readonly elsewhere: readonly string[];
}

/** Where cases of the request that is being worked on are kept. */
export interface CaseShelf {
  /** The latest look at each container stays. */
  keep(cases: readonly SavedCase[]): Promise<void>;
}

export function savedCase({ pull, answers, said, failing, node, elsewhere = [] }: Case): SavedCase {
  return { pull, answers: [...answers], said, failing, node, elsewhere };
}

/** Asks nobody: the same facts before the checks as they are now. */
export function judgeAgain(saved: SavedCase, checks: readonly Check[], language: Language): Reached {
  const { pull, said, failing, node, elsewhere } = saved;
  const answers = new Map(saved.answers);
  const ofPulls = checks.filter(({ scope }) => scope !== 'component');
  const heard = failing ? firstTelling(said, ofPulls) : null;
  return reachVerdict(
    {
      pull,
      answers,
      results: ofPulls.map((check) => check.run(answers, pull)),
      said,
      text: heard?.text ?? null,
      textEvidence: heard?.evidence ?? null,
      failing,
      node,
      elsewhere,
    },
    language,
  );
}

function firstTelling(
  said: readonly Evidence[],
  checks: readonly Check[],
): { readonly text: TextJudgement; readonly evidence: Evidence } | null {
  for (const evidence of said) {
    const text = judgeText(evidence.says, checks, { op: 'pull' });
    if (text.cause) return { text, evidence };
  }
  return null;
}
