/** Replies as text for a terminal. Pure; control characters of the outside are made visible, never obeyed. */

import { blindSpotName } from '../engine/blind-spot-names.ts';
import type { Titles } from '../engine/check-titles.ts';
import type { Evidence } from '../engine/evidence.ts';
import type { Choice, Refusal, Reply } from '../engine/reply.ts';
import { ruledOutNames } from '../engine/ruled-out.ts';
import type { ReadFile, RegistryStatus, StatusReport } from '../engine/status.ts';
import type { Cause, Verdict } from '../engine/verdict.ts';
import type { Language, Words } from '../engine/words.ts';
import { bundleLines, offlineLines } from './bundle.ts';
import { fixLines } from './fixes.ts';
import { jobsLines } from './jobs.ts';
import { mentionsTold } from './mentions.ts';
import { scanLines } from './scan-logs.ts';
import { storageLines } from './storage.ts';
import { sweepLines } from './sweep.ts';
import { askingAbout, inTerminal } from './tries.ts';
import { asOne } from './visible.ts';

const words: Words<{
  readonly how: string;
  readonly fix: string;
  readonly also: string;
  readonly next: string;
  readonly ruledOut: string;
  readonly couldNotLook: string;
  readonly try: string;
  readonly more: (count: number) => string;
  readonly statusLine: (healthy: number, all: number, from: string) => string;
  readonly noRegistries: string;
  readonly ofFile: (healthy: number, all: number, file: ReadFile) => string;
  readonly noneInFile: (file: string) => string;
  written(path: string): string;
}> = {
  en: {
    how: 'How we know',
    fix: 'What to do',
    also: 'Also seen',
    next: 'To find out',
    ruledOut: 'Ruled out',
    couldNotLook: 'Could not look',
    try: 'Try',
    more: (count) => `and ${count} more; give more of the name`,
    statusLine: (healthy, all, from) => `${healthy} of ${all} registries healthy, asked from ${from}`,
    noRegistries:
      'No registry is configured. List them under `registries:` in the file REGISTRY_MEDIC_CONFIG names.',
    ofFile: (healthy, all, { name, takenAt }) =>
      `${healthy} of ${all} registries healthy as ${name} tells, ${takenAt === null ? 'which does not say when it was taken' : `taken ${takenAt.slice(0, 16).replace('T', ' ')} UTC`}; nothing was asked since`,
    noneInFile: (file) => `${file} tells of no registry: it holds neither its objects nor its logs.`,
    written: (path) => `Written: ${path}`,
  },
};

/** One reply as lines, without a trailing newline. */
export function renderReply(reply: Reply, language: Language = 'en', titles: Titles = new Map()): string {
  return lines(reply, language, titles).map(asOne).join('\n');
}

function lines(reply: Reply, language: Language, titles: Titles): readonly string[] {
  switch (reply.kind) {
    case 'verdict':
      return verdictLines(reply.verdict, language, titles);
    case 'status':
      return statusLines(reply.report, language);
    case 'sweep':
      return sweepLines(reply.report, language);
    case 'jobs':
      return jobsLines(reply.report, language);
    case 'storage':
      return [
        ...storageLines(reply.report, language),
        ...(reply.files ?? []).map(({ id }) => words[language].written(id)),
      ];
    case 'scan-logs':
      return scanLines(reply.report, language);
    case 'bundle':
      return bundleLines(reply.report, language);
    case 'offline':
      return offlineLines(reply.report, language, (report) => statusLines(report, language));
    case 'choice':
      return choiceLines(reply, language);
    case 'refusal':
      return refusalLines(reply, language);
    case 'note':
      return [reply.says, ...reply.lines.map((line) => `  ${line}`)].map((line) =>
        mentionsTold(line, language),
      );
    case 'help':
      return reply.topics.flatMap(({ usage, summary, examples }) => [
        usage,
        `    ${summary}`,
        ...examples.map((example) => `    $ ${example}`),
        '',
      ]);
  }
}

function verdictLines(verdict: Verdict, language: Language, titles: Titles): readonly string[] {
  const say = words[language];
  const { cause } = verdict;
  const ruledOut = ruledOutNames(verdict.ruledOut, titles, language);
  return [
    verdict.headline,
    ...(verdict.about.length > 0 ? [verdict.about.join(' · ')] : []),
    ...section(say.how, (cause?.evidence ?? verdict.seen).map(quoted)),
    ...(cause ? ['', cause.explains] : []),
    ...section(say.fix, [
      ...numbered(cause?.steps ?? []),
      ...fixLines(cause?.remediations ?? [], language).map((line) => `  ${line}`),
    ]),
    ...section(say.next, numbered(verdict.next)),
    ...verdict.details.flatMap(({ title, lines: body }) =>
      section(
        title,
        body.map((line) => `  ${line}`),
      ),
    ),
    ...section(say.also, verdict.also.map(alsoLine)),
    ...section(
      say.couldNotLook,
      verdict.couldNotLook.map(({ probe, why }) => `  ${blindSpotName(probe, language)}: ${why}`),
    ),
    ...(ruledOut.length > 0 ? ['', `${say.ruledOut}: ${ruledOut.join(', ')}`] : []),
  ];
}

function alsoLine({ summary, confidence, container }: Cause): string {
  return `  (${confidence}${container === undefined ? '' : `, container ${container}`}) ${summary}`;
}

function quoted({ source, says, at }: Evidence): string {
  return `  ${source}${at === undefined ? '' : ` (${moment(at)})`}: ${says}`;
}

/** `2026-11-21 02:54:40 UTC`: to compare with other logs. */
function moment(iso: string): string {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? iso : `${date.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

function numbered(steps: readonly string[]): readonly string[] {
  return steps.map((step, index) => `  ${index + 1}. ${step}`);
}

function section(title: string, body: readonly string[]): readonly string[] {
  return body.length === 0 ? [] : ['', title, ...body];
}

function choiceLines({ says, options, more }: Choice, language: Language): readonly string[] {
  const rest = more > 0 ? [`  … ${words[language].more(more)}`] : [];
  const asked = options.map(({ text, state }) => `  ${askingAbout(text)}    ${state}`);
  return [says, ...asked, ...rest];
}

function refusalLines({ says, tries }: Refusal, language: Language): readonly string[] {
  return [says, ...tries.map((text) => `${words[language].try}: ${inTerminal(text)}`)];
}

function statusLines(report: StatusReport, language: Language): readonly string[] {
  const say = words[language];
  const { file } = report;
  const blind = (report.couldNotLook ?? []).map(({ probe, why }) => `could not look at ${probe}: ${why}`);
  if (report.registries.length === 0)
    return file ? [say.noneInFile(file.name), ...blind] : [say.noRegistries];
  const healthy = report.registries.filter(
    ({ health }) => health === 'healthy' || health === 'warning',
  ).length;
  return [
    file
      ? say.ofFile(healthy, report.registries.length, file)
      : say.statusLine(healthy, report.registries.length, report.from),
    ...report.registries.flatMap((one) => registryLines(one, report.asked !== undefined, language)),
    ...blind,
  ];
}

/** With the steps of each trouble where only this one was asked about. */
function registryLines(
  { host, product, version, health, troubles, notes, couldNotLook }: RegistryStatus,
  withSteps: boolean,
  language: Language,
): readonly string[] {
  const what = version === null ? product : `${product} ${version}`;
  return [
    `${health.padEnd(8)} ${host} (${what})`,
    ...troubles.flatMap(({ says, quote, cause, steps = [], remediations = [] }, index) => [
      `         ${says}${quote === undefined ? '' : ` — ${quote}`}`,
      // Two components with one cause need its steps once.
      ...(withSteps && (cause === undefined || troubles.findIndex((one) => one.cause === cause) === index)
        ? [...numbered(steps), ...fixLines(remediations, language).map((line) => `  ${line}`)].map(
            (line) => `         ${line}`,
          )
        : []),
    ]),
    ...notes.map(({ says }) => `         ${says}`),
    ...couldNotLook.map(({ probe, why }) => `         could not look at ${probe}: ${why}`),
  ];
}
