/** A question that is being worked on. Quiet: it is edited about once a second, and each edit may be read aloud. */
import type { Incident } from '../engine/incident.ts';
import type { ProgressStep } from '../engine/progress.ts';
import type { Language, Words } from '../engine/words.ts';
import { context, type SlackMessage, section } from './blocks.ts';
import { bold, cut, fromMarkdown, plainFromMarkdown } from './mrkdwn.ts';
import { questionTitle } from './question.ts';
import { lengthOf } from './time.ts';

interface ProgressWords {
  readonly queued: string;
  nobody(length: string, where: string): string;
  slow(length: string): string;
  readonly worker: string;
  workerOf(cluster: string): string;
  readonly step: Readonly<Record<ProgressStep['state'], (asks: string) => string>>;
  more(count: number): string;
}

const words: Words<ProgressWords> = {
  en: {
    queued: '◌ handing it to a worker',
    nobody: (length, where) =>
      `No worker has taken this up for ${length}. It stays queued; the operator should see whether ${where} is running.`,
    slow: (length) =>
      `asked ${length} ago, longer than it should take. Should its worker have died, another takes over.`,
    worker: 'a worker',
    workerOf: (cluster) => `a worker of cluster \`${cluster}\``,
    step: {
      asking: (asks) => `◌ ${asks}`,
      known: (asks) => `✓ ${asks}`,
      unknown: (asks) => `✕ could not: ${asks}`,
      unreached: (asks) => `– not needed: ${asks}`,
    },
    more: (count) => `and ${count} more`,
  },
};

/** A waiting question is taken within moments; after this nobody is there, seconds. */
const NOBODY_AFTER_S = 8;

/** Every diagnosis is over by then; its worker is in trouble, seconds. */
const SLOW_AFTER_S = 70;

/** Steps still open matter most; more of them are only counted. */
const MOST_STEPS = 16;

export function progressMessage(incident: Incident, now: Date, language: Language = 'en'): SlackMessage {
  const title = questionTitle(incident.question, language);
  return {
    text: plainFromMarkdown(title),
    blocks: [section(bold(fromMarkdown(title, 800))), context(linesOf(incident, now, language))],
  };
}

function linesOf({ state, runAt, question }: Incident, now: Date, language: Language): string {
  const say = words[language];
  const waited = Math.round((now.getTime() - Date.parse(runAt)) / 1000);
  if (state.is === 'working') {
    const steps = stepsLine(state.progress.steps, language);
    return waited < SLOW_AFTER_S ? steps : `${steps}\n${say.slow(lengthOf(waited, language))}`;
  }
  if (waited < NOBODY_AFTER_S) return say.queued;
  const cluster = 'cluster' in question ? question.cluster : undefined;
  const where = cluster === undefined ? say.worker : say.workerOf(cluster);
  return fromMarkdown(say.nobody(lengthOf(waited, language), where));
}

function stepsLine(steps: readonly ProgressStep[], language: Language): string {
  const say = words[language];
  if (steps.length === 0) return say.queued;
  const open = steps.filter(({ state }) => state === 'asking');
  const rest = steps.filter(({ state }) => state !== 'asking' && state !== 'unreached');
  const shown = [...rest.slice(-Math.max(0, MOST_STEPS - open.length)), ...open].slice(-MOST_STEPS);
  const hidden = open.length + rest.length - shown.length;
  const lines = shown.map(({ state, asks }) => say.step[state](fromMarkdown(asks, 100)));
  return [...lines, ...(hidden > 0 ? [cut(say.more(hidden), 40).kept] : [])].join(' · ');
}
