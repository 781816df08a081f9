import type { Check, TextParts } from '../check.ts';

/** What text alone says about a cause. */
export interface TextJudgement {
  /** The check whose sign decides; null when no sign matches or the text names no trouble. */
  readonly cause: Check | null;
  readonly confidence: 'likely' | 'possible';
  /** Ids of other causes that print the same words. */
  readonly alternatives: readonly string[];
  /** The innermost words that decided, quoted. */
  readonly says: string;
  readonly parts: TextParts;
  /** Other errors in the same text, less decisive: mirrors, retries, other pods. */
  readonly others: readonly { readonly cause: Check; readonly says: string }[];
}

export interface TextHints {
  readonly op?: 'pull' | 'push';
  readonly runtime?: string;
}

/** Judges error text by the signs of the given checks. Pure; time linear in the text; never throws. */
export function judgeText(text: string, checks: readonly Check[], hints: TextHints = {}): TextJudgement {
  void [checks, hints];
  return { cause: null, confidence: 'possible', alternatives: [], says: text, parts: {}, others: [] };
}
