/** A cause as the node itself meets it, beside what is seen from where the bot stands. */
import type { AnswersByProbe, CheckResult } from './check.ts';
import type { Evidence, NonEmpty } from './evidence.ts';
import type { NodeView } from './node-view.ts';
import type { Probe } from './probe.ts';
import type { Pull } from './subject.ts';
import type { Language } from './words.ts';

export interface OnNode {
  readonly probe: Probe<NodeView>;
  /** `at`: when the node was asked. */
  judge(view: NodeView, at: string): NodeJudgement;
}

/** Whether the step that fails on the node works from where the bot stands. */
export type FromHere = 'works' | 'not-known';

export type NodeJudgement =
  | { readonly outcome: 'pass' }
  | { readonly outcome: 'skip' }
  | {
      readonly outcome: 'fail';
      readonly evidence: NonEmpty<Evidence>;
      /** JSON, for remediations and the record. */
      readonly data: unknown;
      /** One sentence. */
      summary(of: { readonly fromHere: FromHere; readonly pull: Pull }, language: Language): string;
      steps(pull: Pull, language: Language): readonly string[];
    };

/**
 * What the node meets itself decides where nothing is seen from here, and stands beside what is. A needed
 * fact that is unknown stays an error unless the node shows the fault.
 */
export function withNode(
  here: CheckResult,
  onNode: OnNode | undefined,
  answers: AnswersByProbe,
  pull: Pull,
): CheckResult {
  const answer = onNode && answers.get(onNode.probe.id);
  if (!onNode || answer?.state !== 'known') return here;
  // Under a probe's id lies that probe's answer.
  const judged = onNode.judge(answer.fact as NodeView, answer.at);
  const { check } = here;
  if (judged.outcome === 'skip') return here;
  if (judged.outcome === 'pass') return here.outcome === 'skip' ? { outcome: 'pass', check } : here;
  const { evidence, data } = judged;
  if (here.outcome === 'fail') return { ...here, evidence: [...here.evidence, ...evidence], from: 'node' };
  const fromHere: FromHere = here.outcome === 'pass' ? 'works' : 'not-known';
  return {
    outcome: 'fail',
    check,
    evidence,
    data,
    from: 'node',
    summary: (language) => judged.summary({ fromHere, pull }, language),
    steps: (language) => judged.steps(pull, language),
  };
}
