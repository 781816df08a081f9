/** Where storage goes, as a message: what is wrong first, then projects, collections, volumes, nodes. */
import { blindSpotName } from '../engine/blind-spot-names.ts';
import { sizeOf } from '../engine/bytes.ts';
import type { RegistryStorage, StorageReport, StorageTrouble } from '../engine/storage-report.ts';
import { storageSays } from '../engine/storage-words.ts';
import type { Language, Words } from '../engine/words.ts';
import { type Block, context, listing, type SlackMessage, section } from './blocks.ts';
import { bold, code, fromMarkdown, plainFromMarkdown } from './mrkdwn.ts';
import { when } from './time.ts';

const MOST = {
  registries: 4,
  troubles: 3,
  steps: 10,
  projects: 12,
  runs: 4,
  broken: 8,
  volumes: 6,
  nodes: 8,
  spots: 5,
} as const;

/** Of its quota. */
const FULL = 0.9;

interface Said {
  headline(of: { used: string | null; projects: number; host: string }): string;
  headlineOfAll(of: { used: string; registries: number }): string;
  registry(of: { host: string; version: string | null; storage: string | null }): string;
  total(used: string, projects: number): string;
  readonly wrong: string;
  readonly projects: string;
  readonly collections: string;
  readonly broken: string;
  readonly volumes: string;
  readonly nodes: string;
  readonly nothing: string;
  couldNotLook(spots: string): string;
  more(count: number): string;
  asked(when: string, seconds: string): string;
}

const words: Words<Said> = {
  en: {
    headline: ({ used, projects, host }) =>
      used === null
        ? `What \`${host}\` stores is not told`
        : `\`${host}\` holds ${used} in ${projects} ${projects === 1 ? 'project' : 'projects'}; nothing is wrong with its storage`,
    headlineOfAll: ({ used, registries }) =>
      `${registries} registries hold ${used}; nothing is wrong with their storage`,
    registry: ({ host, version, storage }) =>
      `\`${host}\`${version === null ? '' : ` (Harbor ${version}${storage === null ? '' : ` on ${storage}`})`}`,
    total: (used, projects) => `${used} in ${projects} ${projects === 1 ? 'project' : 'projects'}`,
    wrong: 'What is wrong',
    projects: 'Projects by size',
    collections: 'Garbage collections',
    broken: 'Broken images',
    volumes: 'Volumes',
    nodes: 'Nodes short of disk',
    nothing: 'No registry whose storage could be asked about',
    couldNotLook: (spots) => `Could not look: ${spots}`,
    more: (count) => `… and ${count} more`,
    asked: (at, seconds) => `Asked ${at}, in ${seconds} s; nothing was started or changed`,
  },
};

export function storageMessage(report: StorageReport, language: Language = 'en'): SlackMessage {
  const say = words[language];
  const headline = storageHeadline(report, language);
  const shown = report.registries.slice(0, MOST.registries);
  const rest = report.registries.length - shown.length;
  const nodes = report.nodes.map((one) => bullet(storageSays(language).node(one, report.at)));
  return {
    text: `${plainFromMarkdown(headline)}.`,
    blocks: [
      section(bold(fromMarkdown(headline, 500))),
      ...shown.flatMap((one) => registryBlocks(one, report.at, language)),
      ...(rest > 0 ? [section(say.more(rest))] : []),
      ...listing(say.nodes, nodes, MOST.nodes, say.more),
      ...report.troubles.slice(0, MOST.troubles).flatMap((one) => troubleBlocks(one, language)),
      ...(report.nodes.length === 0 && report.nodesSeen > 0
        ? [context(storageSays(language).nodesWell(report.nodesSeen))]
        : []),
      ...spotBlocks(report.couldNotLook, language),
      context(say.asked(when(report.at), (report.ms / 1000).toFixed(1))),
    ],
  };
}

/** One sentence without its stop: the gravest trouble, else how much there is. */
export function storageHeadline({ registries, troubles }: StorageReport, language: Language = 'en'): string {
  const say = words[language];
  const [trouble] = [...registries.flatMap((one) => one.troubles), ...troubles];
  if (trouble) return trouble.says.replace(/\.$/, '');
  const [full] = registries.flatMap((one) => fullIn(one, language));
  if (full !== undefined) return full;
  const [only] = registries;
  if (!only) return say.nothing;
  const used = registries.reduce((sum, one) => sum + (one.used ?? 0), 0);
  if (registries.length > 1) return say.headlineOfAll({ used: sizeOf(used), registries: registries.length });
  return say.headline({
    used: only.used === null ? null : sizeOf(only.used),
    projects: count(only),
    host: only.host,
  });
}

/** Projects that pushes will soon fail in. */
function fullIn({ host, projects }: RegistryStorage, language: Language): readonly string[] {
  return projects.flatMap((one) => {
    const { hard, used } = one;
    const full = hard !== null && used >= hard * FULL;
    return full ? [storageSays(language).full(host, { ...one, hard })] : [];
  });
}

function registryBlocks(one: RegistryStorage, now: string, language: Language): readonly Block[] {
  const say = words[language];
  const told = storageSays(language);
  const growth = told.growth(one, now);
  const about = [
    ...(one.used === null ? [] : [say.total(sizeOf(one.used), count(one))]),
    ...(growth === null ? [] : [growth]),
  ];
  const history = one.collections;
  const collected = history
    ? [
        fromMarkdown(told.wouldFree(history, now), 400),
        fromMarkdown(told.schedule(history.schedule), 200),
        ...history.runs.slice(0, MOST.runs).map((run) => bullet(told.run(run, now))),
      ]
    : [];
  const projects = one.projects.map((project) => bullet(told.project(project)));
  const broken = one.broken.map((image) => bullet(told.broken(image)));
  const volumes = one.volumes.map((volume) => bullet(told.volume(volume)));
  const looked = one.looked;
  return [
    section(`${fromMarkdown(say.registry(one), 200)}\n${fromMarkdown(about.join(' · '), 400)}`.trim()),
    ...one.troubles.slice(0, MOST.troubles).flatMap((trouble) => troubleBlocks(trouble, language)),
    ...listing(say.projects, projects, MOST.projects, (rest) => say.more(rest + one.moreProjects)),
    ...listing(say.broken, broken, MOST.broken, say.more),
    ...listing(say.collections, collected, MOST.runs + 2, say.more),
    ...listing(say.volumes, volumes, MOST.volumes, say.more),
    ...(looked ? [context(fromMarkdown(told.looked(looked, broken.length), 300))] : []),
    ...spotBlocks(one.couldNotLook, language),
  ];
}

function troubleBlocks({ says, quotes, steps }: StorageTrouble, language: Language): readonly Block[] {
  const lines = [
    bold(fromMarkdown(says, 600)),
    ...quotes.map((quote) => `• ${code(quote, 250)}`),
    ...steps.slice(0, MOST.steps).map((step, index) => `${index + 1}. ${fromMarkdown(step, 700)}`),
  ];
  return listing(words[language].wrong, lines, 14, words[language].more);
}

function spotBlocks(spots: StorageReport['couldNotLook'], language: Language): readonly Block[] {
  if (spots.length === 0) return [];
  const shown = spots
    .slice(0, MOST.spots)
    .map(
      ({ probe, why }) => `${fromMarkdown(blindSpotName(probe, language), 60)} (${fromMarkdown(why, 250)})`,
    );
  return [context(words[language].couldNotLook(shown.join('; ')))];
}

function bullet(line: string): string {
  return `• ${fromMarkdown(line, 300)}`;
}

function count({ projects, moreProjects }: RegistryStorage): number {
  return projects.length + moreProjects;
}
