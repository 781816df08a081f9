/** Job services as a message: what stands still first, then what runs and what waits. */
import { blindSpotName } from '../engine/blind-spot-names.ts';
import type { HarborJobs, JobsReport } from '../engine/jobs-report.ts';
import { since } from '../engine/since.ts';
import type { Language, Words } from '../engine/words.ts';
import { type Block, context, listing, type SlackMessage, section } from './blocks.ts';
import { bold, code, fromMarkdown, plainFromMarkdown } from './mrkdwn.ts';
import { when } from './time.ts';

const MOST = { harbors: 6, stuck: 3, steps: 5, running: 10, queues: 12, schedules: 8, spots: 4 } as const;

interface JobsWords {
  headline(of: { stuck: number; waiting: number; busy: number; all: number }): string;
  harbor(of: { host: string; version: string | null }): string;
  pools(alive: number, all: number): string;
  workers(busy: number, all: number): string;
  readonly stuck: string;
  readonly runs: string;
  readonly waits: string;
  running(of: { type: string; about: string | null; ago: string | null }): string;
  queue(of: { type: string; counts: readonly number[]; oldest: string; paused: boolean }): string;
  readonly nothingWaits: string;
  readonly notTold: string;
  schedules(count: number, paused: boolean): string;
  readonly schedulesTitle: string;
  couldNotLook(spots: string): string;
  asked(when: string, seconds: string): string;
  more(count: number): string;
}

const words: Words<JobsWords> = {
  en: {
    headline: ({ stuck, waiting, busy, all }) =>
      stuck > 0
        ? `${stuck === 1 ? 'One thing stands' : `${stuck} things stand`} still; ${waiting} ${waiting === 1 ? 'job waits' : 'jobs wait'}, ${busy} of ${all} workers busy`
        : `Jobs move: ${busy} of ${all} workers busy, ${waiting} ${waiting === 1 ? 'job waits' : 'jobs wait'}`,
    harbor: ({ host, version }) => `\`${host}\`${version === null ? '' : ` (Harbor ${version})`}`,
    pools: (alive, all) => `${alive} of ${all} worker pools alive`,
    workers: (busy, all) => `${busy} of ${all} workers busy`,
    stuck: 'What stands still',
    runs: 'What runs',
    waits: 'What waits',
    running: ({ type, about, ago }) =>
      `${type}${about === null ? '' : ` \`${about}\``}${ago === null ? '' : `, since ${ago}`}`,
    queue: ({ type, counts, oldest, paused }) =>
      `${type}: ${counts.join(' → ')} waiting${(counts.at(-1) ?? 0) > 0 ? `, the oldest for ${oldest}` : ''}${paused ? ', *paused*' : ''}`,
    nothingWaits: 'nothing waits',
    notTold: 'What its job service does is not told.',
    schedules: (count, paused) => `${count} schedules${paused ? ', all of them paused' : ''}`,
    schedulesTitle: 'Schedules',
    couldNotLook: (spots) => `Could not look: ${spots}`,
    asked: (at, seconds) => `Asked ${at}, in ${seconds} s; counts are of two looks 3 s apart`,
    more: (count) => `… and ${count} more`,
  },
};

/** A Harbor tells any number; beyond a century no date can be made of it. */
const LONGEST_S = 100 * 365 * 86_400;

export function jobsMessage(report: JobsReport, language: Language = 'en'): SlackMessage {
  const say = words[language];
  const headline = jobsHeadline(report, language);
  const shown = report.harbors.slice(0, MOST.harbors);
  const rest = report.harbors.length - shown.length;
  const many = shown.length > 2;
  return {
    text: `${plainFromMarkdown(headline)}.`,
    blocks: [
      section(bold(fromMarkdown(headline, 500))),
      ...shown.flatMap((one) => harborBlocks(one, report, many, language)),
      ...(rest > 0 ? [section(say.more(rest))] : []),
      ...spotBlocks(report.couldNotLook, language),
      context(say.asked(when(report.at), (report.ms / 1000).toFixed(1))),
    ],
  };
}

/** One sentence without its stop. */
export function jobsHeadline({ harbors }: JobsReport, language: Language = 'en'): string {
  const sum = (count: (one: HarborJobs) => number): number =>
    harbors.reduce((total, one) => total + count(one), 0);
  const stuck = harbors.flatMap((one) => one.stuck);
  const [only] = stuck;
  if (only && stuck.length === 1) return only.says.replace(/\.$/, '');
  return words[language].headline({
    stuck: stuck.length,
    waiting: sum(({ queues }) => queues.reduce((total, { waiting }) => total + waiting, 0)),
    busy: sum(({ workers }) => workers.busy),
    all: sum(({ workers }) => workers.all),
  });
}

/** With many Harbors, only what stands still and what waits, so that all fit. */
function harborBlocks(
  one: HarborJobs,
  report: JobsReport,
  many: boolean,
  language: Language,
): readonly Block[] {
  const say = words[language];
  const { at } = report;
  const headline = jobsHeadline(report, language);
  const ago = (moment: string | null): string | null => (moment === null ? null : since(moment, at));
  const alive = one.pools.filter((pool) => pool.alive === 'alive').length;
  const isTold = one.pools.length + one.workers.all + one.queues.length > 0;
  const about = [
    say.pools(alive, one.pools.length),
    say.workers(one.workers.busy, one.workers.all),
    ...(one.queues.length === 0 ? [say.nothingWaits] : []),
    ...(one.schedules ? [say.schedules(one.schedules.all.length, one.schedules.paused)] : []),
  ];
  const running = one.running.map(
    (job) => `• ${fromMarkdown(say.running({ ...job, ago: ago(job.startedAt) }), 250)}`,
  );
  const waiting = one.queues.map(({ type, counts, oldestS, paused }) => {
    const oldest = since(new Date(Date.parse(at) - Math.min(oldestS, LONGEST_S) * 1000).toISOString(), at);
    return `• ${fromMarkdown(say.queue({ type, counts, oldest, paused: paused === 'paused' }), 250)}`;
  });
  const schedules = (one.schedules?.all ?? []).map(
    ({ type, of, cron }) =>
      `• ${fromMarkdown(`${type}${of === null ? '' : ` \`${of}\``} \`${cron ?? '?'}\``, 200)}`,
  );
  return [
    section(
      `${fromMarkdown(say.harbor(one), 200)}\n${fromMarkdown(isTold ? about.join(' · ') : say.notTold, 400)}`,
    ),
    ...one.stuck.slice(0, MOST.stuck).flatMap((stuck) => stuckBlocks(stuck, headline, language)),
    ...listing(say.waits, waiting, MOST.queues, say.more),
    ...(many ? [] : listing(say.runs, running, MOST.running, say.more)),
    ...(many ? [] : listing(say.schedulesTitle, schedules, MOST.schedules, say.more)),
    ...spotBlocks(one.couldNotLook, language),
  ];
}

function stuckBlocks(
  { says, quotes, steps }: HarborJobs['stuck'][number],
  headline: string,
  language: Language,
): readonly Block[] {
  // The headline is not said twice.
  const title = says.startsWith(headline) ? [] : [bold(fromMarkdown(says, 600))];
  const lines = [
    ...title,
    ...quotes.map((quote) => `• ${code(quote, 250)}`),
    ...steps.slice(0, MOST.steps).map((step, index) => `${index + 1}. ${fromMarkdown(step, 500)}`),
  ];
  return listing(words[language].stuck, lines, 14, words[language].more);
}

function spotBlocks(spots: JobsReport['couldNotLook'], language: Language): readonly Block[] {
  if (spots.length === 0) return [];
  const shown = spots
    .slice(0, MOST.spots)
    .map(
      ({ probe, why }) => `${fromMarkdown(blindSpotName(probe, language), 60)} (${fromMarkdown(why, 250)})`,
    );
  return [context(words[language].couldNotLook(shown.join('; ')))];
}
