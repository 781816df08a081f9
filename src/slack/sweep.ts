/** Every failing pull by root cause, worst first; each group with a button that asks about its specimen. */
import type { SweepGroup, SweepReport } from '../engine/sweep.ts';
import type { Confidence } from '../engine/verdict.ts';
import type { Language, Words } from '../engine/words.ts';
import { type Block, context, type SlackMessage, section } from './blocks.ts';
import { whyButton } from './buttons.ts';
import { bold, code, fromMarkdown, plainFromMarkdown } from './mrkdwn.ts';
import { agoAndWhen, when } from './time.ts';

interface SweepWords {
  headline(failing: number, causes: number): string;
  clean(pods: number): string;
  readonly blind: string;
  group(of: { pods: number; images: number; root: string }): string;
  namespaces(names: string, more: number): string;
  since(time: string): string;
  readonly confidence: Readonly<Record<Confidence | 'unclear', string>>;
  first(step: string): string;
  more(groups: number, pods: number): string;
  asked(of: { pods: number; questions: number; asked: number; when: string; seconds: string }): string;
  couldNotLook(spots: string): string;
  moreSpots(count: number): string;
}

const counted = (count: number, one: string, many: string): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

const words: Words<SweepWords> = {
  en: {
    headline: (failing, causes) =>
      `${counted(failing, 'pod waits', 'pods wait')} for an image: ${counted(causes, 'cause', 'causes')}`,
    clean: (pods) => `No pod waits for an image: ${counted(pods, 'pod', 'pods')} looked at`,
    blind: 'The pods could not be read, so nothing can be said about their pulls',
    group: ({ pods, images, root }) =>
      `${counted(pods, 'pod', 'pods')} · ${counted(images, 'image', 'images')} · ${root}`,
    namespaces: (names, more) => (more > 0 ? `in ${names} and ${more} more` : `in ${names}`),
    since: (time) => `oldest pod made ${time}`,
    confidence: {
      confirmed: 'confirmed live',
      likely: 'likely, by the kubelet’s words',
      possible: 'possible, by the kubelet’s words',
      unclear: 'unclear',
    },
    first: (step) => `First: ${step}`,
    more: (groups, pods) =>
      `… and ${counted(groups, 'more cause', 'more causes')} with ${counted(pods, 'pod', 'pods')}; one namespace at a time: \`/registry sweep <namespace>\``,
    asked: ({ pods, questions, asked, when: at, seconds }) =>
      `${counted(pods, 'pod', 'pods')} read · ${asked} of ${counted(questions, 'distinct pull', 'distinct pulls')} asked about, the others explained by those · ${at} in ${seconds} s`,
    couldNotLook: (spots) => `Could not look: ${spots}`,
    moreSpots: (count) => `and ${count} more`,
  },
};

/** Two blocks each; more would not be read, and 50 blocks is Slack's end. */
const MOST_GROUPS = 20;
const MOST_SPOTS = 5;

/** Markdown; also the line under which the thread hangs. */
export function sweepHeadline(report: SweepReport, language: Language = 'en'): string {
  const say = words[language];
  if (report.failing > 0) return say.headline(report.failing, report.groups.length);
  return report.pods === 0 && report.couldNotLook.length > 0 ? say.blind : say.clean(report.pods);
}

/** `of`: the incident whose buttons these are; null where there is none. */
export function sweepMessage(
  report: SweepReport,
  of: { readonly incident: string; readonly run: number } | null,
  language: Language = 'en',
): SlackMessage {
  const say = words[language];
  const headline = sweepHeadline(report, language);
  const shown = report.groups.slice(0, MOST_GROUPS);
  const hidden = report.groups.slice(MOST_GROUPS);
  const pods = hidden.reduce((sum, group) => sum + group.pods, 0);
  const [worst] = report.groups;
  return {
    text: plainFromMarkdown(`${headline}.${worst ? ` ${worst.summary}` : ''}`, 600),
    blocks: [
      section(bold(fromMarkdown(headline))),
      ...shown.flatMap((group, index) => groupBlocks(group, index, report.at, of, language)),
      ...(hidden.length > 0 ? [section(fromMarkdown(say.more(hidden.length, pods)))] : []),
      ...spotBlocks(report, say),
      context(askedLine(report, say)),
    ],
  };
}

function groupBlocks(
  group: SweepGroup,
  index: number,
  now: string,
  of: { readonly incident: string; readonly run: number } | null,
  language: Language,
): readonly Block[] {
  const say = words[language];
  const { pods, images, root, cause, evidence, step } = group;
  const lines = [
    bold(fromMarkdown(group.summary, 600)),
    fromMarkdown(say.group({ pods, images, root }), 300),
    ...(evidence ? [`${fromMarkdown(evidence.source, 80)}: ${code(evidence.says, 300)}`] : []),
    ...(step === null ? [] : [fromMarkdown(say.first(step), 500)]),
  ];
  const names = group.namespaces.map((name) => code(name, 63)).join(', ');
  const more = group.namespaceCount - group.namespaces.length;
  const about = [
    say.namespaces(names, more),
    say.since(agoAndWhen(group.since, now, language)),
    say.confidence[cause?.confidence ?? 'unclear'],
  ];
  const label = `${group.specimen.namespace}/${group.specimen.pod}`;
  const why = of === null ? undefined : whyButton(of.incident, of.run, index, label);
  return [section(lines.join('\n'), why), context(about.join(' · '))];
}

function spotBlocks({ couldNotLook }: SweepReport, say: SweepWords): readonly Block[] {
  if (couldNotLook.length === 0) return [];
  const shown = couldNotLook
    .slice(0, MOST_SPOTS)
    .map(({ probe, why }) => `${fromMarkdown(probe, 60)} (${fromMarkdown(why, 250)})`);
  const rest = couldNotLook.length - shown.length;
  return [context(say.couldNotLook([...shown, ...(rest > 0 ? [say.moreSpots(rest)] : [])].join('; ')))];
}

function askedLine({ pods, questions, asked, at, ms }: SweepReport, say: SweepWords): string {
  return say.asked({ pods, questions, asked, when: when(at), seconds: (ms / 1000).toFixed(1) });
}
