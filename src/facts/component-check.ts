/** Causes inside a registry, Harbor or its relatives that can be proved live, and are known by log lines as well. */
import {
  type CheckOf,
  defineCheck,
  type Facts,
  type Judgement,
  type MaybeFacts,
  type Needs,
  type Severity,
} from '../engine/check.ts';
import type { Sign } from '../engine/sign.ts';
import type { Stage } from '../engine/stage.ts';
import type { Pull } from '../engine/subject.ts';
import type { Words } from '../engine/words.ts';

export interface ComponentCheck<N extends Needs, M extends Needs, Data> {
  readonly id: string;
  /** Absent: `registry-internals`. */
  readonly stage?: Stage;
  readonly severity: Severity;
  /** Rows of the troubleshooting guides that this check answers. */
  readonly rows: readonly string[];
  /** None where nothing is ever written about it. */
  readonly signs: readonly (Omit<Sign, 'tells'> & { readonly tells?: Sign['tells'] })[];
  readonly needs: N;
  readonly uses?: M;
  judge(facts: Facts<N>, also: MaybeFacts<M>, pull: Pull): Judgement<Data>;
  readonly words: Words<{
    /** The failing state as a noun phrase. */
    readonly title: string;
    /** The answer in one sentence, proved live. */
    summary(data: Data, pull: Pull): string;
    /** What is wrong, as the end of 'Probably …', when only text spoke. */
    readonly probably: string;
    /** Why, in plain words. */
    readonly explains: string;
    /** What to do by hand, in order; `data` is absent when only text spoke. */
    steps(of: { readonly data?: Data; readonly pull: Pull }): readonly string[];
  }>;
}

export function defineComponentCheck<N extends Needs, M extends Needs, Data>(
  definition: ComponentCheck<N, M, Data>,
): CheckOf<Data> {
  const { words, signs, stage = 'registry-internals', ...rest } = definition;
  const { probably, ...en } = words.en;
  return defineCheck<N, M, Data>({
    ...rest,
    stage,
    scope: 'component',
    signs: signs.map((sign) => ({ tells: 'sure', ...sign })),
    words: { en: { ...en, probably: () => probably } },
  });
}
