/** Why does this pull fail? From the person's words to one verdict. */
import type { Case } from '../engine/case.ts';
import type { Progress } from '../engine/progress.ts';
import type { PullQuestion } from '../engine/question.ts';
import { reachVerdict } from '../engine/reach-verdict.ts';
import type { Reply } from '../engine/reply.ts';
import { type SavedCase, savedCase } from '../engine/saved-case.ts';
import type { Pull, Subject } from '../engine/subject.ts';
import { examine } from './examine.ts';
import { type FailingPod, findSubject, type ImageAlone } from './find-subject.ts';
import { imageVerdict } from './image-verdict.ts';
import type { Surroundings } from './surroundings.ts';
import { healthyVerdict, podVerdict } from './verdicts.ts';

const LANGUAGE = 'en';

export async function diagnosePull(
  question: PullQuestion,
  surroundings: Surroundings,
  report: (progress: Progress) => void,
): Promise<Reply> {
  const started = performance.now();
  const took = (): { at: string; ms: number } => ({
    at: surroundings.now().toISOString(),
    ms: Math.round(performance.now() - started),
  });
  const found = await findSubject(question, surroundings);
  switch (found.found) {
    case 'reply':
      return found.reply;
    case 'healthy':
      return { kind: 'verdict', verdict: healthyVerdict(found, took(), LANGUAGE) };
    case 'image':
      return { kind: 'verdict', verdict: await judgeImage(found, surroundings, report, took) };
    case 'pod':
      return { kind: 'verdict', verdict: await judgePod(found, surroundings, report, took) };
  }
}

type Took = () => { readonly at: string; readonly ms: number };
type Report = (progress: Progress) => void;

async function judgeImage(found: ImageAlone, surroundings: Surroundings, report: Report, took: Took) {
  const [theCase] = await examineAll([found.pull], found.subject, surroundings, report);
  if (!theCase) throw new Error(`no case was made for ${found.pull.image}`);
  return imageVerdict(found, theCase, reachVerdict(theCase, LANGUAGE), took(), LANGUAGE);
}

async function judgePod(found: FailingPod, surroundings: Surroundings, report: Report, took: Took) {
  const cases = await examineAll(found.pulls, found.subject, surroundings, report);
  const reached = cases.map((theCase) => reachVerdict(theCase, LANGUAGE));
  return podVerdict(found, cases, reached, took(), LANGUAGE);
}

/** All pulls side by side; their steps are shown as one list. */
async function examineAll(
  pulls: readonly Pull[],
  subject: Subject,
  surroundings: Surroundings,
  report: Report,
): Promise<readonly Case[]> {
  const steps = new Map<string, Progress['steps'][number]>();
  report({ subject, steps: [] });
  const cases = await Promise.all(
    pulls.map((pull) =>
      examine(pull, surroundings, (step) => {
        steps.set(`${pull.container ?? ''} ${step.id}`, step);
        report({ subject, steps: [...steps.values()] });
      }),
    ),
  );
  keepInTime(cases.map(savedCase), surroundings);
  return cases;
}

/** The verdict goes first: packing takes as long as it does to be stored. Milliseconds. */
const KEPT_AFTER_MS = 20;

/** Packed and kept while the verdict is on its way: an answer without its replay is still an answer. */
function keepInTime(cases: readonly SavedCase[], { cases: shelf }: Surroundings): void {
  if (shelf) setTimeout(() => void shelf.keep(cases).catch(() => {}), KEPT_AFTER_MS);
}
