/** Every registry in one glance, worst first. */
import type { Health, RegistryStatus, StatusLine, StatusReport } from '../engine/status.ts';
import type { Language, Words } from '../engine/words.ts';
import { type Block, context, listing, type SlackMessage, section } from './blocks.ts';
import { bold, code, fromMarkdown, plainFromMarkdown } from './mrkdwn.ts';
import { when } from './time.ts';

interface StatusWords {
  headline(healthy: number, all: number): string;
  /** Of the only one; `says`: what is worst, null where nothing is wrong. */
  only(host: string, health: string, says: string | null): string;
  readonly none: string;
  readonly health: Readonly<Record<Health, string>>;
  spoken(host: string, health: string): string;
  asked(from: string, when: string, seconds: string): string;
  /** `when`: null where the file does not tell. */
  ofFile(name: string, when: string | null): string;
  noneInFile(name: string): string;
  couldNotLook(spots: string): string;
  stepsOf(title: string): string;
  more(count: number): string;
  moreRegistries(count: number): string;
}

const words: Words<StatusWords> = {
  en: {
    headline: (healthy, all) => `${healthy} of ${all} registries healthy`,
    only: (host, health, says) => `\`${host}\` is ${health}${says === null ? '' : `: ${says}`}`,
    none: 'No registry is configured here. The operator lists them under `registries:` in the file that `REGISTRY_MEDIC_CONFIG` names.',
    health: {
      down: 'down',
      degraded: 'degraded',
      warning: 'healthy, with a warning',
      healthy: 'healthy',
      unknown: 'could not be asked',
    },
    spoken: (host, health) => `${host} is ${health}`,
    asked: (from, at, seconds) => `Asked from ${from}, ${at}, in ${seconds} s`,
    ofFile: (name, at) =>
      `As ${name} tells, ${at === null ? 'which does not say when it was taken' : `taken ${at}`}; nothing was asked since`,
    noneInFile: (name) => `\`${name}\` tells of no registry: it holds neither its objects nor its logs.`,
    couldNotLook: (spots) => `Could not look: ${spots}`,
    stepsOf: (title) => `What to do: ${title}`,
    more: (count) => `  … and ${count} more`,
    moreRegistries: (count) => `… and ${count} more registries. Ask for one: \`/registry status <registry>\``,
  },
};

/** Worst first; the mark differs in shape, and the word says it again. */
const MARKS: Readonly<Record<Health, string>> = {
  down: '✕',
  degraded: '▲',
  unknown: '?',
  warning: '△',
  healthy: '●',
};
const ORDER: readonly Health[] = ['down', 'degraded', 'unknown', 'warning', 'healthy'];

/** More would need a second message; each takes at most two blocks. */
const MOST_REGISTRIES = 20;
const MOST_WITH_STEPS = 4;

export function statusMessage(report: StatusReport, language: Language = 'en'): SlackMessage {
  const say = words[language];
  const sorted = [...report.registries].sort((a, b) => ORDER.indexOf(a.health) - ORDER.indexOf(b.health));
  const { file } = report;
  if (sorted.length === 0) {
    const none = file ? say.noneInFile(file.name) : say.none;
    return { text: plainFromMarkdown(none), blocks: [section(fromMarkdown(none))] };
  }
  const healthy = sorted.filter(({ health }) => health === 'healthy' || health === 'warning').length;
  const headline = say.headline(healthy, sorted.length);
  const rest = sorted.length - MOST_REGISTRIES;
  const [only, ...others] = sorted;
  const spoken =
    only !== undefined && others.length === 0
      ? [spokenHealth(only, language)]
      : [headline, ...spokenTroubles(sorted, language)];
  return {
    text: `${spoken.join('. ')}.`,
    blocks: [
      section(bold(only !== undefined && others.length === 0 ? headlineOf(only, language) : headline)),
      ...sorted.slice(0, MOST_REGISTRIES).flatMap((one) => registryBlocks(one, language)),
      ...(report.asked !== undefined && only ? stepBlocks(only, language) : []),
      ...searchBlocks(report, language),
      ...(rest > 0 ? [section(fromMarkdown(say.moreRegistries(rest)))] : []),
      context(
        file
          ? say.ofFile(fromMarkdown(file.name, 100), file.takenAt === null ? null : when(file.takenAt))
          : say.asked(fromMarkdown(report.from, 100), when(report.at), (report.ms / 1000).toFixed(1)),
      ),
    ],
  };
}

/** The answer in the first line, where one registry is all there is. */
function headlineOf({ host, health, troubles }: RegistryStatus, language: Language): string {
  const say = words[language];
  const [worst] = troubles;
  return fromMarkdown(say.only(host, say.health[health], worst ? withoutStop(worst.says) : null), 300);
}

function registryBlocks(registry: RegistryStatus, language: Language): readonly Block[] {
  const say = words[language];
  const { host, product, version, health, troubles, notes, couldNotLook } = registry;
  const what = version === null ? product : `${product} ${version}`;
  const title = `${MARKS[health]} ${code(host, 120)} (${fromMarkdown(what, 60)}) ${bold(say.health[health])}`;
  const blind = couldNotLook
    .slice(0, 4)
    .map(({ probe, why }) => `${fromMarkdown(probe, 40)} (${fromMarkdown(why, 150)})`);
  const last = blind.length === 0 ? [] : [`  _${say.couldNotLook(blind.join('; '))}_`];
  const shown = troubles.slice(0, 8).map(troubleLine);
  const left = troubles.length > shown.length ? [say.more(troubles.length - shown.length)] : [];
  return listing(null, [title, ...shown, ...left, ...notesLine(notes), ...last], 12, say.more).slice(0, 2);
}

/** What to do about each trouble; only when this one registry was asked about. */
function stepBlocks({ troubles }: RegistryStatus, language: Language): readonly Block[] {
  const say = words[language];
  return (
    troubles
      .filter(({ steps = [] }) => steps.length > 0)
      // Two components with one cause need its steps once.
      .filter(
        ({ cause }, index, all) =>
          cause === undefined || all.findIndex((one) => one.cause === cause) === index,
      )
      .slice(0, MOST_WITH_STEPS)
      .flatMap(({ says, steps = [] }) => {
        const title = bold(fromMarkdown(say.stepsOf(withoutStop(says)), 250));
        const lines = steps.slice(0, 10).map((step, index) => `${index + 1}. ${fromMarkdown(step, 600)}`);
        return listing(null, [title, ...lines], 12, say.more).slice(0, 2);
      })
  );
}

/** Clusters that could not be searched for registries. */
function searchBlocks({ couldNotLook = [] }: StatusReport, language: Language): readonly Block[] {
  if (couldNotLook.length === 0) return [];
  const spots = couldNotLook
    .slice(0, 4)
    .map(({ probe, why }) => `${fromMarkdown(probe, 60)} (${fromMarkdown(why, 150)})`);
  return [section(`_${words[language].couldNotLook(spots.join('; '))}_`)];
}

function troubleLine({ says, quote }: StatusLine): string {
  if (quote === undefined) return `  • ${fromMarkdown(says, 250)}`;
  return `  • ${fromMarkdown(withoutStop(says), 250)}: ${code(quote, 150)}`;
}

/** What is right takes one line, so that what is wrong stands out. */
function notesLine(notes: readonly StatusLine[]): readonly string[] {
  if (notes.length === 0) return [];
  const parts = notes.slice(0, 8).map(({ says }) => fromMarkdown(withoutStop(says), 120));
  return [`  ${parts.join(' · ')}`];
}

function withoutStop(sentence: string): string {
  return sentence.replace(/\.$/, '');
}

function spokenTroubles(sorted: readonly RegistryStatus[], language: Language): readonly string[] {
  return sorted
    .filter(({ health }) => health !== 'healthy')
    .slice(0, 5)
    .map((one) => spokenHealth(one, language));
}

function spokenHealth({ host, health }: RegistryStatus, language: Language): string {
  return words[language].spoken(plainFromMarkdown(host, 120), words[language].health[health]);
}
