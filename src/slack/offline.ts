/** What a dropped file says by itself: failing pulls, registries, logs, and what it cannot answer. */
import type { OfflineReport } from '../engine/offline-report.ts';
import type { Language, Words } from '../engine/words.ts';
import { type Block, context, LIMITS, listing, type SlackMessage, section } from './blocks.ts';
import { bold, fromMarkdown, plainFromMarkdown } from './mrkdwn.ts';
import { scanHeadline, scanMessage } from './scan-logs.ts';
import { statusMessage } from './status.ts';
import { sweepHeadline, sweepMessage } from './sweep.ts';

interface OfflineWords {
  headline(file: string, says: string): string;
  readonly nothing: string;
  holds(of: OfflineReport): string;
  readonly form: Readonly<Record<OfflineReport['form'], string>>;
  ask(file: string): string;
  readonly couldNotLook: string;
  more(count: number): string;
}

const words: Words<OfflineWords> = {
  en: {
    headline: (file, says) => `\`${file}\`: ${says}`,
    nothing: 'nothing in it points to a trouble of registries or pulls',
    form: {
      bundle: 'a bundle of mine',
      'must-gather': 'an OpenShift must-gather',
      'cluster-dump': 'a `kubectl cluster-info dump`',
      objects: 'objects as `kubectl get -o yaml` prints them',
      log: 'a log',
    },
    holds: (of) =>
      `It is ${words.en.form[of.form]} with ${of.objects.toLocaleString('en')} objects and ${of.logs.toLocaleString('en')} logs${of.takenAt === null ? '' : `, taken ${of.takenAt.slice(0, 16).replace('T', ' ')} UTC`}. No question went to any network.`,
    ask: (file) =>
      `To ask about one pod, mention me with the words and \`${file}\` in one message: \`why-pull-fails shop/cart-0\``,
    couldNotLook: 'What the file cannot tell',
    more: (count) => `… and ${count} more`,
  },
};

const MOST_BLOCKS = 14;

export function offlineHeadline(report: OfflineReport, language: Language = 'en'): string {
  const say = words[language];
  return say.headline(report.file, worst(report, language) ?? say.nothing);
}

/** What is worth the first line: a failing pull, then a sick registry, then a log. */
function worst({ sweep, status, scan }: OfflineReport, language: Language): string | null {
  if (sweep !== null && sweep.failing > 0) return lower(sweepHeadline(sweep, language));
  const sick = status?.registries.find(({ health }) => health === 'down' || health === 'degraded');
  const trouble = sick?.troubles[0];
  if (trouble) return `${sick.name}: ${trouble.says.replace(/\.$/, '')}`;
  if (scan !== null && scan.causes.length > 0) return lower(scanHeadline(scan, language));
  return null;
}

function lower(text: string): string {
  return `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
}

export function offlineMessage(report: OfflineReport, language: Language = 'en'): SlackMessage {
  const say = words[language];
  const headline = offlineHeadline(report, language);
  const { sweep, status, scan, couldNotLook } = report;
  const spots = couldNotLook.map(
    ({ probe, why }) => `• ${fromMarkdown(probe, 100)}: ${fromMarkdown(why, 250)}`,
  );
  const blocks: readonly Block[] = [
    section(bold(fromMarkdown(headline, 600))),
    context(fromMarkdown(say.holds(report), 500)),
    ...(sweep === null || sweep.failing === 0 ? [] : inside(sweepMessage(sweep, null, language))),
    ...(status === null ? [] : inside(statusMessage(status, language))),
    ...(scan === null ? [] : inside(scanMessage(scan, language))),
    ...listing(say.couldNotLook, spots, 8, say.more),
    context(fromMarkdown(say.ask(report.file), 500)),
  ];
  return { text: `${plainFromMarkdown(headline, 500)}.`, blocks: blocks.slice(0, LIMITS.blocks - 1) };
}

function inside(message: SlackMessage): readonly Block[] {
  return message.blocks.slice(0, MOST_BLOCKS);
}
