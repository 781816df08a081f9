/** `registry-medic feedback` prints what people said of verdicts; `replay <incident>` judges saved facts again. */
import { UsageError } from '../engine/command.ts';
import type { Words } from '../engine/words.ts';
import { asOne, printable } from './visible.ts';

const words: Words<{
  readonly feedbackUsage: string;
  readonly replayUsage: string;
  unknown(incident: string): string;
  noFacts(incident: string): string;
  readonly none: string;
  readonly same: string;
  changed(was: string, now: string): string;
  line(of: { image: string; cause: string; confidence: string }): string;
}> = {
  en: {
    feedbackUsage:
      '`feedback` takes nothing more: it prints one JSON line for each word of a person about a verdict.',
    replayUsage: '`replay` is followed by one incident: the id that a log line, or `feedback`, names.',
    unknown: (incident) => `There is no verdict \`${incident}\` (any more): answers are kept for 30 days.`,
    noFacts: (incident) =>
      `The facts behind \`${incident}\` are not kept: they are for a day, and for a year once somebody pressed Right cause or Wrong cause.`,
    none: 'no cause',
    same: 'The same facts lead to the same cause.',
    changed: (was, now) => `The same facts led to ${was} then, and lead to ${now} now.`,
    line: ({ image, cause, confidence }) =>
      `${image}: ${cause}${confidence === '' ? '' : ` (${confidence})`}`,
  },
};

export async function runFeedback(rest: readonly string[]): Promise<0 | 1 | 2> {
  if (rest.length > 0)
    throw new UsageError(words.en.feedbackUsage, ['registry-medic feedback > feedback.jsonl']);
  const { exportFeedback } = await import('../jobs/replay/from-terminal.ts');
  await exportFeedback((feedback) => process.stdout.write(`${printable(JSON.stringify(feedback))}\n`));
  return 0;
}

export async function runReplay(rest: readonly string[], json: boolean): Promise<0 | 1 | 2> {
  const say = words.en;
  const [incident, ...more] = rest;
  if (incident === undefined || more.length > 0)
    throw new UsageError(say.replayUsage, ['registry-medic replay inc-0123456789abcdef']);
  const { replay } = await import('../jobs/replay/from-terminal.ts');
  const replayed = await replay(incident);
  if (typeof replayed === 'string') {
    const says = replayed === 'unknown' ? say.unknown(incident) : say.noFacts(incident);
    throw new UsageError(says, ['registry-medic feedback']);
  }
  if (json) {
    process.stdout.write(`${printable(JSON.stringify(replayed))}\n`);
    return 0;
  }
  const was = replayed.was.cause ?? say.none;
  const now = [...new Set(replayed.now.map(({ cause }) => cause ?? say.none))];
  const lines = replayed.now.map(({ image, cause, confidence }) =>
    say.line({ image, cause: cause ?? say.none, confidence: confidence ?? '' }),
  );
  const verdict = now.includes(was) ? say.same : say.changed(was, now.join(', '));
  process.stdout.write(`${[verdict, ...lines.map(asOne)].join('\n')}\n`);
  return 0;
}
