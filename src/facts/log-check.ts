/** Causes inside a registry or Harbor that are known by log lines alone. */
import { type Check, defineCheck, type Severity } from '../engine/check.ts';
import type { Sign } from '../engine/sign.ts';
import type { Words } from '../engine/words.ts';
import { ONLY_TEXT } from './answered.ts';

export interface LogCheck {
  readonly id: string;
  readonly severity: Severity;
  /** Rows of the troubleshooting guides that this check answers. */
  readonly rows?: readonly string[];
  readonly signs: readonly (Omit<Sign, 'tells'> & { readonly tells?: Sign['tells'] })[];
  readonly words: Words<{
    /** The failing state as a noun phrase. */
    readonly title: string;
    /** What is wrong, as the end of 'Probably …'. */
    readonly probably: string;
    /** Why, in plain words. */
    readonly explains: string;
    /** What to do by hand, in order. */
    readonly steps: readonly string[];
  }>;
}

/** A check without probes: its signs recognise it, and nothing from outside proves or rules it out. */
export function defineLogCheck({ id, severity, rows = [], signs, words }: LogCheck): Check {
  const { title, probably, explains, steps } = words.en;
  return defineCheck({
    id,
    stage: 'registry-internals',
    severity,
    scope: 'component',
    rows,
    signs: signs.map((sign) => ({ tells: 'sure', ...sign })),
    needs: {},
    judge: () => ONLY_TEXT,
    words: {
      en: {
        title,
        summary: (_: null) => `${probably.charAt(0).toUpperCase()}${probably.slice(1)}.`,
        probably: () => probably,
        explains,
        steps: () => steps,
      },
    },
  });
}
