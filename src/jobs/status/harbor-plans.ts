/** What Harbor does by itself and how full it is: schedules, the scan of everything, quotas, disks. */
import { sizeOf } from '../../engine/bytes.ts';
import type { HarborReader } from '../../engine/harbor/reader.ts';
import type { ProjectQuota, Schedule } from '../../engine/harbor/records.ts';
import type { StatusLine } from '../../engine/status.ts';
import type { Words } from '../../engine/words.ts';
import { blindSpotOf } from './harbor-ending.ts';
import type { Seen } from './look.ts';
import { line } from './reach.ts';

/** Harbor itself warns at 85 % (QUOTA_WARNING). */
const NEARLY_FULL = 0.85;
const FULL = 0.98;
const MOST_PROJECTS = 5;

const words: Words<{
  readonly gcPlanned: (cron: string) => string;
  readonly gcUnplanned: string;
  readonly scanPlanned: (cron: string) => string;
  readonly scanRuns: (done: number, total: number) => string;
  readonly scanFailed: (failed: number, total: number) => string;
  readonly quotaFull: (project: string, used: string, hard: string) => string;
  readonly quotaNear: (project: string, percent: number, used: string, hard: string) => string;
  readonly quotasWell: (count: number) => string;
  readonly diskFull: (percent: number, free: string) => string;
}> = {
  en: {
    gcPlanned: (cron) => `Garbage is collected by schedule \`${cron}\`.`,
    gcUnplanned: 'Garbage collection has no schedule.',
    scanPlanned: (cron) => `Everything is scanned by schedule \`${cron}\`.`,
    scanRuns: (done, total) => `A scan of everything runs: ${done} of ${total} done.`,
    scanFailed: (failed, total) => `${failed} of ${total} scans failed in the last scan of everything.`,
    quotaFull: (project, used, hard) =>
      `The quota of project \`${project}\` is used up (${used} of ${hard}): pushes to it are refused.`,
    quotaNear: (project, percent, used, hard) =>
      `Project \`${project}\` uses ${percent} % of its quota (${used} of ${hard}).`,
    quotasWell: (count) => `${count} project quota${count === 1 ? '' : 's'}, none nearly full.`,
    diskFull: (percent, free) => `Core’s data volume is ${percent} % full, ${free} free.`,
  },
};

export async function seeSchedules(harbor: HarborReader): Promise<Seen> {
  const [collection, schedules, scan] = await Promise.all([
    harbor.collectionSchedule(),
    harbor.schedules(),
    harbor.scanAll(),
  ]);
  const planned = schedules.ended === 'found' ? schedules.value : [];
  const scanPlan = planned.find(({ type }) => type === 'SCAN_ALL');
  const notes = [
    ...(collection.ended === 'found' ? [sayCollection(collection.value)] : []),
    ...(scanPlan?.cron ? [line('scan-all', 'healthy', words.en.scanPlanned(scanPlan.cron))] : []),
    ...(scan.ended === 'found' && scan.value.ongoing
      ? [line('scan-all', 'healthy', words.en.scanRuns(scan.value.completed, scan.value.total))]
      : []),
  ];
  const troubles =
    scan.ended === 'found' && scan.value.failed > 0
      ? [line('scan-all', 'warning', words.en.scanFailed(scan.value.failed, scan.value.total))]
      : [];
  // Versions before 2.7 do not tell all schedules: nothing that one could read differently.
  const asked = [blindSpotOf('schedules', collection), blindSpotOf('scans', scan)];
  return { troubles, notes, couldNotLook: asked.flat() };
}

function sayCollection({ cron, state }: Schedule): StatusLine {
  const says = state === 'on' && cron ? words.en.gcPlanned(cron) : words.en.gcUnplanned;
  return line('gc-schedule', 'healthy', says);
}

export async function seeFullness(harbor: HarborReader): Promise<Seen> {
  const [quotas, volumes] = await Promise.all([harbor.quotas(), harbor.volumes()]);
  const limited = quotas.ended === 'found' ? quotas.value.items.filter(({ hard }) => (hard ?? 0) > 0) : [];
  const troubles = [
    ...limited
      .filter((quota) => shareOf(quota) >= NEARLY_FULL)
      .slice(0, MOST_PROJECTS)
      .map(sayQuota),
    // On Kubernetes core has no data volume and tells 0 of 0.
    ...(volumes.ended === 'found' ? volumes.value.flatMap(sayDisk) : []),
  ];
  const well = limited.length > 0 && !troubles.some(({ id }) => id === 'quota');
  return {
    troubles,
    notes: well ? [line('quota', 'healthy', words.en.quotasWell(limited.length))] : [],
    couldNotLook: [...blindSpotOf('quotas', quotas), ...blindSpotOf('volumes', volumes)],
  };
}

function shareOf({ hard, used }: ProjectQuota): number {
  return hard === null || hard <= 0 ? 0 : used / hard;
}

function sayQuota(quota: ProjectQuota): StatusLine {
  const { project, used, hard } = quota;
  const [is, limit] = [sizeOf(used), sizeOf(hard ?? 0)];
  const share = shareOf(quota);
  if (share >= FULL)
    return {
      ...line('quota', 'degraded', words.en.quotaFull(project.name, is, limit)),
      cause: 'quota-exceeded',
      confidence: 'confirmed',
    };
  return line('quota', 'warning', words.en.quotaNear(project.name, Math.floor(share * 100), is, limit));
}

function sayDisk({ total, free }: { readonly total: number; readonly free: number }): readonly StatusLine[] {
  if (total <= 0) return [];
  const used = 1 - free / total;
  if (used < NEARLY_FULL) return [];
  const says = words.en.diskFull(Math.floor(used * 100), sizeOf(free));
  return [line('volume', used >= FULL ? 'degraded' : 'warning', says)];
}
