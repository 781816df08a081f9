/** Why does this push fail? Nothing is pushed: what stands in its way is read. */
import type { Progress, ProgressStep } from '../../engine/progress.ts';
import type { PushQuestion } from '../../engine/question.ts';
import type { Reply } from '../../engine/reply.ts';
import type { ImageSubject, Pull } from '../../engine/subject.ts';
import { project } from '../../probes/project.ts';
import { pushRights } from '../../probes/push-rights.ts';
import { examineOutside, ON_THE_WAY } from '../examine-outside.ts';
import type { Surroundings } from '../surroundings.ts';
import { pushVerdict } from './push-verdict.ts';

const LANGUAGE = 'en';

const OUTSIDE = {
  judged: [...ON_THE_WAY, 'repository-not-found', 'policy-blocked', 'quota-exceeded'],
  always: [pushRights, project],
};

export async function diagnosePush(
  { image, text }: PushQuestion,
  surroundings: Surroundings,
  report: (progress: Progress) => void,
): Promise<Reply> {
  const started = performance.now();
  const subject: ImageSubject = { kind: 'image', name: image };
  const pull: Pull = { image, op: 'push' };
  const steps = new Map<string, ProgressStep>();
  report({ subject, steps: [] });
  const theCase = await examineOutside(pull, OUTSIDE, surroundings, (step) => {
    steps.set(step.id, step);
    report({ subject, steps: [...steps.values()] });
  });
  const took = { at: surroundings.now().toISOString(), ms: Math.round(performance.now() - started) };
  const verdict = pushVerdict({ subject, text }, theCase, surroundings.checks, took, LANGUAGE);
  return { kind: 'verdict', verdict };
}
