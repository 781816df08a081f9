/** A bundle that was made, and what a file says offline, as lines for a terminal. */
import type { BundleReport } from '../engine/bundle-report.ts';
import type { OfflineReport } from '../engine/offline-report.ts';
import type { Language, Words } from '../engine/words.ts';
import { scanLines } from './scan-logs.ts';
import { sweepLines } from './sweep.ts';

const words: Words<{
  made(of: BundleReport): string;
  part(id: string, files: number, bytes: number): string;
  couldNotLook(probe: string, why: string): string;
  readonly secrets: string;
  offline(of: OfflineReport): string;
}> = {
  en: {
    made: ({ what, file, bytes }) => `Bundle of ${what}: ${file}, ${Math.ceil(bytes / 1024)} KB`,
    part: (id, files, bytes) =>
      `  ${id.padEnd(8)} ${files} ${files === 1 ? 'file' : 'files'}, ${Math.ceil(bytes / 1024)} KB`,
    couldNotLook: (probe, why) => `could not look at ${probe}: ${why}`,
    secrets: 'Secrets are in it only by name, type, hosts and user names; logins are masked.',
    offline: ({ file, form, objects, logs, takenAt }) =>
      `${file}: ${form} with ${objects} objects and ${logs} logs${takenAt === null ? '' : `, taken ${takenAt}`}; no network was asked`,
  },
};

export function bundleLines(report: BundleReport, language: Language): readonly string[] {
  const say = words[language];
  return [
    say.made(report),
    ...report.parts.map(({ id, files, bytes }) => say.part(id, files, bytes)),
    say.secrets,
    ...report.cut,
    ...report.couldNotLook.map(({ probe, why }) => say.couldNotLook(probe, why)),
  ];
}

/** `statusLines`: how the terminal tells a status. */
export function offlineLines(
  report: OfflineReport,
  language: Language,
  statusLines: (report: NonNullable<OfflineReport['status']>) => readonly string[],
): readonly string[] {
  const say = words[language];
  const { sweep, status, scan, couldNotLook } = report;
  return [
    say.offline(report),
    ...(sweep === null ? [] : ['', ...sweepLines(sweep, language)]),
    ...(status === null ? [] : ['', ...statusLines(status)]),
    ...(scan === null ? [] : ['', ...scanLines(scan, language)]),
    ...(couldNotLook.length > 0 ? [''] : []),
    ...couldNotLook.map(({ probe, why }) => say.couldNotLook(probe, why)),
  ];
}
