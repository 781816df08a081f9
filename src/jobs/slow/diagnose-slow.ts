/** Where does the time of a pull go? Measured from here, and read from what the kubelet says. */
import type { Progress } from '../../engine/progress.ts';
import type { SlowQuestion } from '../../engine/question.ts';
import { reachVerdict } from '../../engine/reach-verdict.ts';
import { parseReference } from '../../engine/reference.ts';
import type { Choice, Refusal, Reply } from '../../engine/reply.ts';
import type { Pull } from '../../engine/subject.ts';
import type { Verdict } from '../../engine/verdict.ts';
import { download } from '../../probes/download.ts';
import { lookupTimes } from '../../probes/lookup-times.ts';
import { examine } from '../examine.ts';
import type { FoundSubject } from '../find-subject/found.ts';
import { pullOf } from '../find-subject/represent.ts';
import { findSubject } from '../find-subject.ts';
import type { Surroundings } from '../surroundings.ts';
import { SLOW_PROBES } from './probes.ts';
import { proxiesBefore } from './proxies.ts';
import { slowVerdict, TOO_SLOW } from './slow-verdict.ts';
import { slowWords } from './words.ts';

const LANGUAGE = 'en';

const DETAILS = { withPod: SLOW_PROBES, alone: [download, lookupTimes] } as const;

export async function diagnoseSlow(
  question: SlowQuestion,
  surroundings: Surroundings,
  report: (progress: Progress) => void,
): Promise<Reply> {
  const started = performance.now();
  const found = await findSubject({ ...question, kind: 'pull' }, surroundings);
  if (found.found === 'reply') return asSlow(found.reply);
  const pull = pullIn(found);
  const { subject } = found;
  const steps = new Map<string, Progress['steps'][number]>();
  const onStep = (step: Progress['steps'][number]): void => {
    steps.set(step.id, step);
    report({ subject, steps: [...steps.values()] });
  };
  const parsed = parseReference(pull.image);
  const [theCase, proxies] = await Promise.all([
    examine(pull, surroundings, onStep, DETAILS),
    parsed.state === 'valid' ? proxiesBefore(parsed.ref, surroundings) : null,
  ]);
  const reached = reachVerdict(theCase, LANGUAGE);
  const check = surroundings.checks.find(({ id }) => id === TOO_SLOW);
  if (!check) throw new Error(`the check ${TOO_SLOW} is not there`);
  const took = { at: surroundings.now().toISOString(), ms: Math.round(performance.now() - started) };
  const couldNotLook = [...found.couldNotLook, ...reached.couldNotLook, ...(proxies?.couldNotLook ?? [])];
  const { ruledOut, cause } = reached;
  const verdict = slowVerdict(
    { subject, theCase, proxies, check, couldNotLook, ruledOut, ...took },
    LANGUAGE,
  );
  const concerns = theCase.failing || pull.pod === undefined;
  if (cause?.confidence !== 'confirmed' || !concerns) return { kind: 'verdict', verdict };
  const fails: Verdict = {
    ...verdict,
    outcome: 'found',
    cause,
    also: reached.also,
    headline: `${slowWords[LANGUAGE].fails} ${cause.summary}`,
    next: [],
    seen: [],
  };
  return { kind: 'verdict', verdict: fails };
}

/** The pull that is under way, else that of the pod's first main container. */
function pullIn(found: Exclude<FoundSubject, { readonly found: 'reply' }>): Pull {
  if (found.found === 'image') return found.pull;
  if (found.found === 'pod') return found.pulls[0];
  const { containers } = found.pod;
  const container = containers.find(({ kind }) => kind === 'main') ?? containers[0];
  if (!container) throw new Error(`the pod ${found.pod.name} has no container`);
  return pullOf(found.cluster, found.pod, container);
}

/** What is offered instead leads to the same question. */
function asSlow(reply: Choice | Refusal): Choice | Refusal {
  const typed = (text: string): string => text.replace('why-pull-fails', 'why-slow');
  if (reply.kind === 'refusal') return { ...reply, tries: reply.tries.map(typed) };
  const options = reply.options.map((option) => ({
    ...option,
    text: typed(option.text),
    question:
      option.question.kind === 'pull' ? { ...option.question, kind: 'slow' as const } : option.question,
  }));
  return { ...reply, options };
}
