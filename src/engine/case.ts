/** One pull, looked at: what the checks found live, what the node's own words say. The input of a verdict. */
import type { AnswersByProbe, CheckResult } from './check.ts';
import type { Evidence } from './evidence.ts';
import type { Pull } from './subject.ts';
import type { TextJudgement } from './text/judge.ts';
import type { OfferedRemediation } from './verdict.ts';

export interface Case {
  readonly pull: Pull;
  readonly results: readonly CheckResult[];
  readonly answers: AnswersByProbe;
  /** What the node said of this pull, most telling first; empty when nothing did. */
  readonly said: readonly Evidence[];
  /** Judged from the first of `said` that names a cause. */
  readonly text: TextJudgement | null;
  /** The words `text` was judged from. */
  readonly textEvidence: Evidence | null;
  /** Whether the pull is failing now. An image asked about without a pod fails only if the probes say so. */
  readonly failing: boolean;
  readonly node: string | null;
  /** By check id: the fixes of what was proved live. Absent: none were looked for. */
  readonly offers?: ReadonlyMap<string, readonly OfferedRemediation[]>;
  /** Other nodes that pulled the image while this one failed. */
  readonly elsewhere?: readonly string[];
}
