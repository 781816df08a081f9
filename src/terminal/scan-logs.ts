/** What logs say, as lines for a terminal. */
import type { ScanCause, ScanReport } from '../engine/scan-report.ts';
import type { Language, Words } from '../engine/words.ts';

const words: Words<{
  headline(of: { what: string; causes: number; lines: number; logs: number; run: string }): string;
  readonly previous: string;
  where(of: Pick<ScanCause, 'logs' | 'firstAt' | 'lastAt'>): string;
  first(step: string): string;
  readonly noise: string;
  readonly unexplained: string;
  more(count: number): string;
  couldNotLook(probe: string, why: string): string;
  read(megabytes: string, seconds: string, rate: number): string;
}> = {
  en: {
    headline: ({ what, causes, lines, logs, run }) =>
      `${what}: ${causes === 0 ? 'no known cause' : causes === 1 ? '1 cause' : `${causes} causes`} in ${lines.toLocaleString('en')} ${lines === 1 ? 'line' : 'lines'} of ${logs} ${logs === 1 ? 'log' : 'logs'}${run}`,
    previous: ' from before the last restart',
    where: ({ logs, firstAt, lastAt }) =>
      `${logs.join(', ')}${firstAt === null || lastAt === null ? '' : `, first ${firstAt}, last ${lastAt}`}`,
    first: (step) => `first: ${step}`,
    noise: 'Noise, to be left alone',
    unexplained: 'Complaints that no sign explains',
    more: (count) => `… and ${count} more lines of other shapes`,
    couldNotLook: (probe, why) => `could not look at ${probe}: ${why}`,
    read: (megabytes, seconds, rate) =>
      `${megabytes} MB read in ${seconds} s, ${rate.toLocaleString('en')} lines/s`,
  },
};

export function scanLines(report: ScanReport, language: Language): readonly string[] {
  const say = words[language];
  const { what, causes, noise, unexplained, moreUnexplained, logs, lines, bytes, run, ms } = report;
  const told = { what, causes: causes.length, lines, logs: logs.length };
  return [
    say.headline({ ...told, run: run === 'previous' ? say.previous : '' }),
    ...causes.flatMap((cause) => ['', ...causeLines(cause, language)]),
    ...(unexplained.length > 0 ? ['', say.unexplained] : []),
    ...unexplained.map(({ count, specimen }) => `${String(count).padStart(7)}  ${oneLine(specimen, 300)}`),
    ...(moreUnexplained > 0 ? [`         ${say.more(moreUnexplained)}`] : []),
    ...(noise.length > 0 ? ['', say.noise] : []),
    ...noise.map(({ count, name }) => `${String(count).padStart(7)}  ${name}`),
    ...(report.cut.length + report.couldNotLook.length > 0 ? [''] : []),
    ...report.cut,
    ...report.couldNotLook.map(({ probe, why }) => say.couldNotLook(probe, why)),
    '',
    say.read((bytes / 1024 / 1024).toFixed(1), (ms / 1000).toFixed(1), Math.round(lines / (ms / 1000 || 1))),
  ];
}

function causeLines(cause: ScanCause, language: Language): readonly string[] {
  const say = words[language];
  const { count, title, id, confidence, specimen, means, step } = cause;
  const inside = [
    say.where(cause),
    oneLine(specimen, 400),
    means,
    ...(step === null ? [] : [say.first(step)]),
  ];
  return [
    `${String(count).padStart(7)}  ${title} (${id}, ${confidence})`,
    ...inside.map((line) => `         ${line}`),
  ];
}

function oneLine(text: string, most: number): string {
  const flat = text.replace(/\s*\n\s*/g, ' ⏎ ');
  return flat.length > most ? `${flat.slice(0, most)}…` : flat;
}
