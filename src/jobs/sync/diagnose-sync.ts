/** Why does this sync fail or hang? From the person's words to one verdict. */
import type { Progress, ProgressStep } from '../../engine/progress.ts';
import type { SyncQuestion } from '../../engine/question.ts';
import type { Reply } from '../../engine/reply.ts';
import type { Surroundings } from '../surroundings.ts';
import { examinePolicy } from './examine-policy.ts';
import { examineRepository } from './examine-repository.ts';
import { findSync } from './find-sync.ts';
import { policyVerdict } from './policy-verdict.ts';
import { repositoryVerdict } from './repository-verdict.ts';

const LANGUAGE = 'en';

export async function diagnoseSync(
  question: SyncQuestion,
  surroundings: Surroundings,
  report: (progress: Progress) => void,
): Promise<Reply> {
  const started = performance.now();
  const took = () => ({
    at: surroundings.now().toISOString(),
    ms: Math.round(performance.now() - started),
  });
  const found = await findSync(question, surroundings);
  if (found.found === 'reply') return found.reply;
  const { one, blind } = found;
  const subject = one.sync;
  const steps = new Map<string, ProgressStep>();
  report({ subject, steps: [] });
  const onStep = (step: ProgressStep): void => {
    steps.set(step.id, step);
    report({ subject, steps: [...steps.values()] });
  };
  if (one.found === 'policy') {
    const theCase = await examinePolicy(one.installation, one.sync, surroundings, onStep);
    return { kind: 'verdict', verdict: policyVerdict(one, theCase, blind, took(), LANGUAGE) };
  }
  const looked = await examineRepository(one, surroundings, onStep);
  return { kind: 'verdict', verdict: repositoryVerdict(one, looked, blind, took(), LANGUAGE) };
}
