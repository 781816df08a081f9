/** Job services as lines for a terminal. */

import { blindSpotName } from '../engine/blind-spot-names.ts';
import type { HarborJobs, JobsReport } from '../engine/jobs-report.ts';
import { since } from '../engine/since.ts';
import type { Language, Words } from '../engine/words.ts';

const MOST_RUNNING = 15;

const words: Words<{
  headline(host: string, busy: number, all: number, waiting: number): string;
  pool(of: HarborJobs['pools'][number], ago: string | null): string;
  running(of: HarborJobs['running'][number], ago: string | null): string;
  queue(of: HarborJobs['queues'][number]): string;
  schedules(count: number, paused: boolean): string;
  schedule(of: { type: string; of: string | null; cron: string | null }): string;
  more(count: number): string;
  couldNotLook(probe: string, why: string): string;
  readonly silent: string;
}> = {
  en: {
    headline: (host, busy, all, waiting) =>
      `${host}: ${busy} of ${all} workers busy, ${waiting} ${waiting === 1 ? 'job waits' : 'jobs wait'}`,
    pool: ({ id, alive, workers }, ago) =>
      `  pool ${id}: ${alive === 'alive' ? 'alive' : `dead, last heartbeat ${ago ?? 'never told'}${ago === null ? '' : ' ago'}`}, ${workers ?? '?'} workers`,
    running: ({ type, job, about }, ago) =>
      `  runs ${type} ${job}${ago === null ? '' : ` since ${ago}`}${about === null ? '' : `: ${about}`}`,
    queue: ({ type, counts, oldestS, paused }) =>
      `  waits ${type}: ${counts.join(' → ')}, oldest ${span(oldestS)}${paused === 'paused' ? ', paused' : ''}`,
    schedules: (count, paused) => `  ${count} schedules${paused ? ', all of them paused' : ''}`,
    schedule: ({ type, of, cron }) => `    ${type}${of === null ? '' : ` ${of}`} ${cron ?? ''}`.trimEnd(),
    more: (count) => `  … and ${count} more`,
    couldNotLook: (probe, why) => `  could not look at ${probe}: ${why}`,
    silent: 'what its job service does is not told',
  },
};

export function jobsLines(report: JobsReport, language: Language): readonly string[] {
  const say = words[language];
  return [
    ...report.harbors.flatMap((one, index) => [
      ...(index === 0 ? [] : ['']),
      ...harborLines(one, report, language),
    ]),
    ...report.couldNotLook.map(({ probe, why }) => say.couldNotLook(probe, why)),
  ];
}

function harborLines(one: HarborJobs, { at, asked }: JobsReport, language: Language): readonly string[] {
  const say = words[language];
  const ago = (moment: string | null): string | null => (moment === null ? null : since(moment, at));
  const waiting = one.queues.reduce((sum, queue) => sum + queue.waiting, 0);
  const known = one.workers.all > 0 || one.pools.length > 0 || one.queues.length > 0;
  const { busy, all } = one.workers;
  return [
    known || one.stuck.length > 0 ? say.headline(one.host, busy, all, waiting) : `${one.host}: ${say.silent}`,
    ...one.stuck.flatMap(({ says, quotes, steps }) => [
      `  ${says}`,
      ...quotes.map((quote) => `    ${quote}`),
      ...steps.map((step, index) => `    ${index + 1}. ${step}`),
    ]),
    ...one.pools.map((pool) => say.pool(pool, ago(pool.heartbeatAt))),
    ...one.running.slice(0, MOST_RUNNING).map((job) => say.running(job, ago(job.startedAt))),
    ...(one.running.length > MOST_RUNNING ? [say.more(one.running.length - MOST_RUNNING)] : []),
    ...one.queues.map(say.queue),
    ...(one.schedules ? [say.schedules(one.schedules.all.length, one.schedules.paused)] : []),
    ...(asked !== undefined ? (one.schedules?.all ?? []).map(say.schedule) : []),
    ...one.couldNotLook.map(({ probe, why }) => say.couldNotLook(blindSpotName(probe, language), why)),
  ];
}

/** A Harbor tells any number; beyond a century no date can be made of it. */
const LONGEST_S = 100 * 365 * 86_400;

function span(seconds: number): string {
  const now = new Date(Math.min(seconds, LONGEST_S) * 1000).toISOString();
  return since(new Date(0).toISOString(), now);
}
