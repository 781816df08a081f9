/** A verdict as a message: the answer first, then the system's own words, then what to do. */

import { blindSpotName } from '../engine/blind-spot-names.ts';
import { type Titles, titleOf } from '../engine/check-titles.ts';
import type { Evidence } from '../engine/evidence.ts';
import { ruledOutNames } from '../engine/ruled-out.ts';
import type { BlindSpot, Cause, Confidence, Verdict } from '../engine/verdict.ts';
import type { Language, Words } from '../engine/words.ts';
import { type Block, context, listing, type SlackMessage, section } from './blocks.ts';
import { bold, code, codeBothEnds, fromMarkdown, plainFromMarkdown } from './mrkdwn.ts';
import { agoAndWhen, when } from './time.ts';

interface VerdictWords {
  readonly how: string;
  readonly seen: string;
  readonly fix: string;
  readonly next: string;
  readonly also: string;
  readonly more: (count: number) => string;
  readonly ruledOut: (names: string) => string;
  readonly couldNotLook: (spots: string) => string;
  readonly confidence: Readonly<Record<Confidence, string>>;
  readonly healthy: string;
  readonly unclear: string;
  readonly orElse: (titles: string) => string;
  readonly checked: (when: string, seconds: string) => string;
}

const words: Words<VerdictWords> = {
  en: {
    how: 'How we know',
    seen: 'What was seen',
    fix: 'What to do',
    next: 'To find out',
    also: 'Also seen',
    more: (count) => `… and ${count} more`,
    ruledOut: (names) => `Ruled out: ${names}.`,
    couldNotLook: (spots) => `Could not look: ${spots}`,
    confidence: {
      confirmed: 'Confirmed live',
      likely: 'Likely: the text says so, nothing contradicts it',
      possible: 'Possible: the text alone cannot tell',
    },
    healthy: 'Healthy',
    unclear: 'Unclear',
    orElse: (titles) => `The same words could mean: ${titles}.`,
    checked: (at, seconds) => `checked ${at} in ${seconds} s`,
  },
};

/** Most of each kind of line, so that the longest verdict stays far below 50 blocks. */
const MOST = {
  evidence: 8,
  steps: 8,
  also: 5,
  ruledOut: 40,
  spots: 5,
  about: 5,
  details: 6,
  lines: 8,
} as const;

/** `text` is the headline; the blocks hold everything but buttons. */
export function verdictMessage(verdict: Verdict, titles: Titles, language: Language = 'en'): SlackMessage {
  const say = words[language];
  const { cause } = verdict;
  const evidence = (cause?.evidence ?? verdict.seen).map((one) => quoted(one, verdict.at, language));
  return {
    text: plainFromMarkdown(verdict.headline, 600),
    blocks: [
      section(bold(fromMarkdown(verdict.headline, 2_000))),
      ...aboutBlocks(verdict),
      ...listing(cause ? say.how : say.seen, evidence, MOST.evidence, say.more),
      ...explained(cause, titles, language),
      ...listing(say.fix, numbered(cause?.steps ?? []), MOST.steps, say.more),
      ...listing(say.next, numbered(verdict.next), MOST.steps, say.more),
      ...verdict.details
        .slice(0, MOST.details)
        .flatMap(({ title, lines }) => listing(title, lines.map(bullet), MOST.lines, say.more)),
      ...listing(say.also, verdict.also.map(alsoLine), MOST.also, say.more),
      ...footing(verdict, titles, language),
    ],
  };
}

function aboutBlocks({ about }: Verdict): readonly Block[] {
  if (about.length === 0) return [];
  const shown = about.slice(0, MOST.about).map((line) => fromMarkdown(line, 300));
  return [context(shown.join(' · '))];
}

function quoted({ source, says, at }: Evidence, now: string, language: Language): string {
  const time = at === undefined ? '' : agoAndWhen(at, now, language);
  const who = fromMarkdown(source, 80);
  return `• ${time === '' ? who : `${who}, ${time}`}: ${codeBothEnds(says, 420)}`;
}

/** Why it happens belongs to a cause; what else the words could mean, to a cause that only text shows. */
function explained(cause: Cause | null, titles: Titles, language: Language): readonly Block[] {
  if (!cause) return [];
  const others = (cause.alternatives ?? []).slice(0, 6).map((id) => titleOf(id, titles));
  const orElse =
    others.length === 0 ? '' : ` ${words[language].orElse(fromMarkdown(others.join(', '), 500))}`;
  const text = `${fromMarkdown(cause.explains, 900)}${orElse}`.trim();
  return text === '' ? [] : [context(text)];
}

function numbered(steps: readonly string[]): readonly string[] {
  return steps.map((step, index) => `${index + 1}. ${fromMarkdown(step, 700)}`);
}

function bullet(line: string): string {
  return `• ${fromMarkdown(line, 400)}`;
}

function alsoLine({ title, summary, container }: Cause): string {
  const where = container === undefined ? '' : ` (${code(container, 80)})`;
  return `• ${fromMarkdown(title, 100)}${where}: ${fromMarkdown(summary, 400)}`;
}

/** What need not be looked at again, what nobody looked at, how sure this is and how old. */
function footing(verdict: Verdict, titles: Titles, language: Language): readonly Block[] {
  const say = words[language];
  const sure = verdict.cause ? say.confidence[verdict.cause.confidence] : say[settled(verdict)];
  return [
    ...ruledOutBlocks(ruledOutNames(verdict.ruledOut, titles, language), say),
    ...couldNotLookBlocks(verdict.couldNotLook, language),
    context(`${sure} · ${say.checked(when(verdict.at), (verdict.ms / 1000).toFixed(1))}`),
  ];
}

function ruledOutBlocks(names: readonly string[], say: VerdictWords): readonly Block[] {
  if (names.length === 0) return [];
  const shown = names.slice(0, MOST.ruledOut);
  const more = names.length - shown.length;
  const listed = fromMarkdown(shown.join(', '), 1_200);
  return [context(say.ruledOut(more > 0 ? `${listed} ${say.more(more)}` : listed))];
}

function couldNotLookBlocks(spots: Verdict['couldNotLook'], language: Language): readonly Block[] {
  const say = words[language];
  if (spots.length === 0) return [];
  const shown = spots.slice(0, MOST.spots).map((spot) => spotLine(spot, language));
  const more = spots.length - shown.length;
  return [context(say.couldNotLook([...shown, ...(more > 0 ? [say.more(more)] : [])].join('; ')))];
}

function settled({ outcome }: Verdict): 'healthy' | 'unclear' {
  return outcome === 'healthy' ? 'healthy' : 'unclear';
}

function spotLine({ probe, why }: BlindSpot, language: Language): string {
  return `${fromMarkdown(blindSpotName(probe, language), 60)} (${fromMarkdown(why, 250)})`;
}
