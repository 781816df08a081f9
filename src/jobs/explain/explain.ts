/** Answers what an error text means, from the text alone: asks nobody. */
import type { Check } from '../../engine/check.ts';
import type { ExplainQuestion } from '../../engine/question.ts';
import type { Reply } from '../../engine/reply.ts';
import type { Subject } from '../../engine/subject.ts';
import { judgeText, type TextJudgement } from '../../engine/text/judge.ts';
import type { Cause, Verdict } from '../../engine/verdict.ts';
import type { Language, Words } from '../../engine/words.ts';
import { namedIn } from './named-in.ts';

interface ExplainWords {
  readonly source: string;
  likely(probably: string): string;
  possible(probably: string): string;
  saysToo(says: string): string;
  readonly unknown: string;
  readonly next: readonly string[];
}

const words: Words<ExplainWords> = {
  en: {
    source: 'the text',
    likely: (probably) => `Probably ${probably}, judging by the text alone.`,
    possible: (probably) => `Possibly ${probably}: the text alone cannot tell.`,
    saysToo: (says) => `the text also says “${says}”`,
    unknown: 'These words name no cause I know.',
    next: [
      'Paste more of it: the event `Failed to pull image …` from `kubectl describe pod` says most.',
      'Or ask live: `why-pull-fails <pod or image>`.',
    ],
  },
};

/** Judges the text and offers to look live where it names a pod or an image. Pure but for the clock. */
export function explain(
  { text }: ExplainQuestion,
  checks: readonly Check[],
  now: () => Date,
  language: Language = 'en',
): Reply {
  const started = now().getTime();
  const judged = judgeText(text, checks);
  const verdict = verdictOf(judged, text, language);
  const at = now();
  return {
    kind: 'verdict',
    verdict: { ...verdict, at: at.toISOString(), ms: at.getTime() - started },
    look: namedIn(text, judged),
  };
}

function verdictOf(judged: TextJudgement, text: string, language: Language): Omit<Verdict, 'at' | 'ms'> {
  const say = words[language];
  const { cause, others } = judged;
  const main = cause === null ? null : causeOf(cause, judged, language);
  return {
    subject: subjectOf(judged, text),
    outcome: main === null ? 'unclear' : 'found',
    cause: main,
    also: others.map(({ cause: other, says }) => alsoOf(other, says, language)),
    ruledOut: [],
    couldNotLook: [],
    headline: main?.summary ?? say.unknown,
    about: [],
    seen: main === null ? [{ source: say.source, says: judged.says }] : [],
    next: main === null ? say.next : [],
    details: [],
  };
}

function causeOf(check: Check, judged: TextJudgement, language: Language): Cause {
  const say = words[language];
  const { confidence, alternatives, parts, says } = judged;
  const probably = check.probably(parts, language);
  return {
    ...told(check, says, language),
    confidence,
    summary: confidence === 'likely' ? say.likely(probably) : say.possible(probably),
    explains: check.explains(language),
    steps: check.stepsFromText({ image: parts.image ?? '<image>' }, language),
    ...(alternatives.length > 0 ? { alternatives } : {}),
  };
}

/** Another error of the same text: named and quoted, not explained at length. */
function alsoOf(check: Check, says: string, language: Language): Cause {
  return {
    ...told(check, says, language),
    confidence: 'possible',
    summary: words[language].saysToo(says),
    explains: '',
    steps: [],
  };
}

function told(
  check: Check,
  says: string,
  language: Language,
): Omit<Cause, 'confidence' | 'summary' | 'explains' | 'steps'> {
  return {
    id: check.id,
    title: check.title(language),
    stage: check.stage,
    evidence: [{ source: words[language].source, says }],
    remediations: [],
  };
}

/** What the text is about: its image, else its registry, else the text itself. */
function subjectOf({ parts }: TextJudgement, text: string): Subject {
  if (parts.image !== undefined) return { kind: 'image', name: parts.image };
  if (parts.host !== undefined) return { kind: 'registry', name: parts.host };
  return { kind: 'text', name: text.trim().split('\n')[0]?.slice(0, 120) ?? '' };
}
