/** A cause from the error text that a person pasted, read beside what was seen live. Pure. */
import type { Case } from '../engine/case.ts';
import type { Check, CheckResult } from '../engine/check.ts';
import { judgeText, type TextHints } from '../engine/text/judge.ts';
import type { Cause, Confidence } from '../engine/verdict.ts';
import type { Language, Words } from '../engine/words.ts';

const words: Words<{
  readonly source: string;
  from(probably: string, confidence: Confidence): string;
  contradicted(title: string): string;
}> = {
  en: {
    source: 'pasted error',
    from: (probably, confidence) =>
      confidence === 'likely'
        ? `Probably ${probably}, judging by the pasted error alone.`
        : `Possibly ${probably}: the pasted error alone cannot tell.`,
    contradicted: (title) =>
      `The pasted error reads like “${title}”, yet that step works from here now: it is local to where it was met, passing, or already mended.`,
  },
};

export type Pasted =
  | { readonly told: 'cause'; readonly cause: Cause }
  /** A live answer rules out whatever the text can mean. */
  | { readonly told: 'contradicted'; readonly says: string; readonly quote: string }
  | { readonly told: 'nothing' };

export function readPasted(
  text: string | undefined,
  theCase: Case,
  checks: readonly Check[],
  op: TextHints['op'],
  language: Language,
): Pasted {
  if (text === undefined) return { told: 'nothing' };
  const judged = judgeText(text, checks, op === undefined ? {} : { op });
  if (!judged.cause) return { told: 'nothing' };
  const say = words[language];
  const byId = new Map(theCase.results.map((result) => [result.check.id, result]));
  const [check, ...others] = [judged.cause.id, ...judged.alternatives]
    .map((id) => byId.get(id))
    .filter(isOpen)
    .map((result) => result.check);
  if (!check)
    return { told: 'contradicted', says: say.contradicted(judged.cause.title(language)), quote: judged.says };
  const decided = (judged.confidence === 'likely' && check === judged.cause) || others.length === 0;
  const confidence: Confidence = decided ? 'likely' : 'possible';
  return {
    told: 'cause',
    cause: {
      id: check.id,
      title: check.title(language),
      stage: check.stage,
      confidence,
      summary: say.from(check.probably(judged.parts, language), confidence),
      explains: check.explains(language),
      evidence: [{ source: say.source, says: judged.says }],
      remediations: [],
      steps: check.stepsFromText(theCase.pull, language),
      ...(others.length > 0 ? { alternatives: others.map(({ id }) => id) } : {}),
    },
  };
}

function isOpen(result: CheckResult | undefined): result is CheckResult {
  return result !== undefined && result.outcome !== 'pass';
}
