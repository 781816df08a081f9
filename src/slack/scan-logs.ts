/** What logs say, by cause, the gravest first; then noise, then what no sign knows. */
import type { ScanCause, ScanReport, ScanShape } from '../engine/scan-report.ts';
import type { Language, Words } from '../engine/words.ts';
import { type Block, context, listing, type SlackMessage, section } from './blocks.ts';
import { bold, code, fromMarkdown, plainFromMarkdown } from './mrkdwn.ts';
import { agoAndWhen, when } from './time.ts';

const counted = (count: number, one: string, many: string): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

interface ScanWords {
  headline(what: string, causes: readonly { title: string; count: number }[]): string;
  quiet(what: string): string;
  unexplainedOnly(what: string, count: number): string;
  unread(what: string): string;
  line(of: { count: number; logs: readonly string[]; first: string | null; last: string | null }): string;
  readonly confidence: Readonly<Record<ScanCause['confidence'], string>>;
  first(step: string): string;
  more(count: number): string;
  readonly noise: string;
  noiseLine(count: number, name: string): string;
  readonly unexplained: string;
  moreLines(count: number): string;
  read(of: {
    lines: number;
    bytes: number;
    logs: number;
    run: string;
    since: string;
    seconds: string;
    when: string;
  }): string;
  since(seconds: number | null): string;
  readonly run: Readonly<Record<ScanReport['run'], string>>;
  couldNotLook(spots: string): string;
  moreSpots(count: number): string;
}

const words: Words<ScanWords> = {
  en: {
    headline: (what, causes) => {
      const [worst] = causes;
      const rest = causes.length - 1;
      const more = rest > 0 ? `, and ${counted(rest, 'other cause', 'other causes')}` : '';
      return `The logs of \`${what}\` say: ${worst?.title ?? ''} (${counted(worst?.count ?? 0, 'line', 'lines')})${more}`;
    },
    quiet: (what) => `The logs of \`${what}\` say nothing is wrong`,
    unexplainedOnly: (what, count) =>
      `The logs of \`${what}\` show no cause I know, and ${counted(count, 'line', 'lines')} of complaint nobody has explained`,
    unread: (what) => `The logs of \`${what}\` could not be read`,
    line: ({ count, logs, first, last }) => {
      const seen = first === null || last === null ? '' : ` · first ${first} · last ${last}`;
      return `${counted(count, 'line', 'lines')} of ${logs.join(', ')}${seen}`;
    },
    confidence: {
      confirmed: 'confirmed',
      likely: 'likely, by these words',
      possible: 'possible: these words may mean something else',
    },
    first: (step) => `First: ${step}`,
    more: (count) =>
      `… and ${counted(count, 'more cause', 'more causes')}; for one component: \`/registry scan-logs <component>\``,
    noise: 'Noise, to be left alone',
    noiseLine: (count, name) => `• ${counted(count, 'line', 'lines')}: ${name}`,
    unexplained: 'Complaints that no sign of mine explains',
    moreLines: (count) => `… and ${counted(count, 'more line', 'more lines')} of other shapes`,
    read: ({ lines, bytes, logs, run, since, seconds, when: at }) =>
      `${counted(lines, 'line', 'lines')} (${(bytes / 1024 / 1024).toFixed(1)} MB) of ${counted(logs, 'log', 'logs')}${run}${since} read in ${seconds} s, ${at}`,
    since: (seconds) => (seconds === null ? '' : ` since ${duration(seconds)} ago`),
    run: { current: '', previous: ' from before the last restart' },
    couldNotLook: (spots) => `Could not look: ${spots}`,
    moreSpots: (count) => `and ${count} more`,
  },
};

const MOST_CAUSES = 12;
const MOST_SPOTS = 5;

function duration(seconds: number): string {
  if (seconds % 86_400 === 0) return `${seconds / 86_400} d`;
  if (seconds % 3_600 === 0) return `${seconds / 3_600} h`;
  return seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`;
}

/** Markdown; also the line under which the thread hangs. */
export function scanHeadline(report: ScanReport, language: Language = 'en'): string {
  const say = words[language];
  const { what, causes, unexplained, logs, couldNotLook } = report;
  if (causes.length > 0) return say.headline(what, causes);
  if (logs.length === 0 && couldNotLook.length > 0) return say.unread(what);
  const complaints = unexplained.reduce((sum, { count }) => sum + count, report.moreUnexplained);
  return complaints > 0 ? say.unexplainedOnly(what, complaints) : say.quiet(what);
}

export function scanMessage(report: ScanReport, language: Language = 'en'): SlackMessage {
  const say = words[language];
  const headline = scanHeadline(report, language);
  const { causes, noise, at } = report;
  const [worst] = causes;
  return {
    text: plainFromMarkdown(`${headline}.${worst ? ` ${worst.means}` : ''}`, 600),
    blocks: [
      section(bold(fromMarkdown(headline, 400))),
      ...causes.slice(0, MOST_CAUSES).flatMap((cause) => causeBlocks(cause, at, language)),
      ...(causes.length > MOST_CAUSES ? [context(fromMarkdown(say.more(causes.length - MOST_CAUSES)))] : []),
      ...unexplainedBlocks(report, language),
      ...listing(
        say.noise,
        noise.map(({ count, name }) => fromMarkdown(say.noiseLine(count, name), 300)),
        8,
        (count) => `… ${say.moreSpots(count)}`,
      ),
      ...report.cut.slice(0, 4).map((one) => context(fromMarkdown(one, 600))),
      ...spotBlocks(report, language),
      context(readLine(report, language)),
    ],
  };
}

function causeBlocks(cause: ScanCause, now: string, language: Language): readonly Block[] {
  const say = words[language];
  const { title, means, step, specimen, confidence } = cause;
  const lines = [
    bold(fromMarkdown(title, 300)),
    code(oneLine(specimen), 500),
    fromMarkdown(means, 600),
    ...(step === null ? [] : [fromMarkdown(say.first(step), 600)]),
  ];
  return [
    section(lines.join('\n')),
    context(`${countedLine(cause, now, language)} · ${say.confidence[confidence]}`),
  ];
}

function unexplainedBlocks(report: ScanReport, language: Language): readonly Block[] {
  const say = words[language];
  const { unexplained, moreUnexplained, at } = report;
  if (unexplained.length === 0) return [];
  const lines = unexplained.flatMap((shape) => [
    `• ${code(oneLine(shape.specimen), 250)}`,
    `  ${countedLine(shape, at, language)}`,
  ]);
  const more = moreUnexplained > 0 ? [context(say.moreLines(moreUnexplained))] : [];
  return [...listing(say.unexplained, lines, 16, say.moreLines), ...more];
}

function countedLine(
  { count, logs, firstAt, lastAt }: Pick<ScanShape, 'count' | 'logs' | 'firstAt' | 'lastAt'>,
  now: string,
  language: Language,
): string {
  const time = (at: string | null): string | null => (at === null ? null : agoAndWhen(at, now, language));
  const names = logs.map((log) => code(log, 120));
  return words[language].line({ count, logs: names, first: time(firstAt), last: time(lastAt) });
}

function spotBlocks({ couldNotLook }: ScanReport, language: Language): readonly Block[] {
  if (couldNotLook.length === 0) return [];
  const say = words[language];
  const shown = couldNotLook
    .slice(0, MOST_SPOTS)
    .map(({ probe, why }) => `${fromMarkdown(probe, 120)} (${fromMarkdown(why, 200)})`);
  const rest = couldNotLook.length - shown.length;
  return [context(say.couldNotLook([...shown, ...(rest > 0 ? [say.moreSpots(rest)] : [])].join('; ')))];
}

function readLine({ lines, bytes, logs, run, sinceSeconds, ms, at }: ScanReport, language: Language): string {
  const say = words[language];
  const seconds = (ms / 1000).toFixed(1);
  return say.read({
    lines,
    bytes,
    logs: logs.length,
    run: say.run[run],
    since: say.since(sinceSeconds),
    seconds,
    when: when(at),
  });
}

/** A stack trace in a quote is read by its first lines. */
function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ⏎ ');
}
