/** A support bundle that was made: what is in it and what is not; the archive itself follows below. */
import type { BundleReport } from '../engine/bundle-report.ts';
import type { Language, Words } from '../engine/words.ts';
import { context, listing, type SlackMessage, section } from './blocks.ts';
import { bold, fromMarkdown, plainFromMarkdown } from './mrkdwn.ts';
import { when } from './time.ts';

interface BundleWords {
  headline(what: string, size: string): string;
  readonly holds: string;
  part(id: string, files: number, size: string): string;
  readonly secrets: string;
  back(file: string): string;
  readonly couldNotLook: string;
  more(count: number): string;
  made(when: string, seconds: string): string;
}

const PARTS: Readonly<Record<string, string>> = {
  objects: 'Kubernetes objects',
  events: 'events',
  logs: 'logs of components',
  harbor: 'answers of Harbor’s API',
  network: 'what the network said',
  verdict: 'status and findings of this moment',
};

const words: Words<BundleWords> = {
  en: {
    headline: (what, size) => `Support bundle of \`${what}\`, ${size}`,
    holds: 'It holds',
    part: (id, files, size) =>
      `• ${PARTS[id] ?? fromMarkdown(id, 60)}: ${files} ${files === 1 ? 'file' : 'files'}, ${size}`,
    secrets:
      'Secrets are in it only by name, type, hosts and user names; logins in logs and objects are masked. Read it before you give it away all the same.',
    back: (file) => `Drop \`${file}\` into a thread of mine and I diagnose it without any network.`,
    couldNotLook: 'Could not look',
    more: (count) => `… and ${count} more; \`manifest.json\` in the bundle lists all`,
    made: (at, seconds) => `made ${at} in ${seconds} s`,
  },
};

export function bundleHeadline({ what, bytes }: BundleReport, language: Language = 'en'): string {
  return words[language].headline(what, sizeOf(bytes));
}

export function bundleMessage(report: BundleReport, language: Language = 'en'): SlackMessage {
  const say = words[language];
  const headline = bundleHeadline(report, language);
  const parts = report.parts.map(({ id, files, bytes }) => say.part(id, files, sizeOf(bytes)));
  const spots = report.couldNotLook.map(
    ({ probe, why }) => `• ${fromMarkdown(probe, 100)}: ${fromMarkdown(why, 250)}`,
  );
  return {
    text: `${plainFromMarkdown(headline, 300)}.`,
    blocks: [
      section(bold(fromMarkdown(headline, 300))),
      ...listing(say.holds, parts, 12, say.more),
      section(fromMarkdown(`${say.secrets} ${say.back(report.file)}`, 1_000)),
      ...report.cut.slice(0, 5).map((one) => context(fromMarkdown(one, 500))),
      ...listing(say.couldNotLook, spots, 10, say.more),
      context(say.made(when(report.at), (report.ms / 1000).toFixed(1))),
    ],
  };
}

export function sizeOf(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1024 * 1024 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
