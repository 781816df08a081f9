/** Where storage goes, as lines for a terminal. */
import { blindSpotName } from '../engine/blind-spot-names.ts';
import { sizeOf } from '../engine/bytes.ts';
import type { RegistryStorage, StorageReport, StorageTrouble } from '../engine/storage-report.ts';
import { storageSays } from '../engine/storage-words.ts';
import type { Language, Words } from '../engine/words.ts';

const words: Words<{
  total(of: RegistryStorage): string;
  readonly projects: string;
  readonly collections: string;
  readonly broken: string;
  readonly volumes: string;
  readonly nodes: string;
  more(count: number): string;
  couldNotLook(probe: string, why: string): string;
}> = {
  en: {
    total: ({ host, version, used, projects, moreProjects }) =>
      `${host}${version === null ? '' : ` (Harbor ${version})`}: ${used === null ? 'its sizes are not told' : `${sizeOf(used)} in ${projects.length + moreProjects} projects`}`,
    projects: '  projects by size',
    collections: '  garbage collections',
    broken: '  broken images',
    volumes: '  volumes',
    nodes: 'nodes short of disk',
    more: (count) => `    … and ${count} more`,
    couldNotLook: (probe, why) => `  could not look at ${probe}: ${why}`,
  },
};

export function storageLines(report: StorageReport, language: Language): readonly string[] {
  const say = words[language];
  const told = storageSays(language);
  const nodes = report.nodes.map((one) => plain(`  ${told.node(one, report.at)}`));
  return [
    ...report.registries.flatMap((one, index) => [
      ...(index === 0 ? [] : ['']),
      ...registryLines(one, report.at, language),
    ]),
    ...(report.registries.length > 0 ? [''] : []),
    ...(nodes.length > 0 ? [say.nodes, ...nodes] : [told.nodesWell(report.nodesSeen)]),
    ...report.troubles.flatMap(troubleLines),
    ...spots(report.couldNotLook, language),
  ];
}

function registryLines(one: RegistryStorage, now: string, language: Language): readonly string[] {
  const say = words[language];
  const told = storageSays(language);
  const growth = told.growth(one, now);
  const history = one.collections;
  const titled = (title: string, lines: readonly string[]): readonly string[] =>
    lines.length === 0 ? [] : [title, ...lines.map((line) => plain(`    ${line}`))];
  return [
    say.total(one),
    ...(growth === null ? [] : [`  ${growth}`]),
    ...one.troubles.flatMap(troubleLines),
    ...titled(say.projects, one.projects.map(told.project)),
    ...(one.moreProjects > 0 ? [say.more(one.moreProjects)] : []),
    ...titled(say.broken, one.broken.map(told.broken)),
    ...(history
      ? titled(say.collections, [
          told.wouldFree(history, now),
          told.schedule(history.schedule),
          ...history.runs.map((run) => told.run(run, now)),
        ])
      : []),
    ...titled(say.volumes, one.volumes.map(told.volume)),
    ...(one.looked ? [`  ${told.looked(one.looked, one.broken.length)}`] : []),
    ...spots(one.couldNotLook, language),
  ];
}

function troubleLines({ says, quotes, steps }: StorageTrouble): readonly string[] {
  return [
    `  ${says}`,
    ...quotes.map((quote) => `    ${quote}`),
    ...steps.map((step, index) => `    ${index + 1}. ${step}`),
  ];
}

function spots(all: StorageReport['couldNotLook'], language: Language): readonly string[] {
  return all.map(({ probe, why }) => words[language].couldNotLook(blindSpotName(probe, language), why));
}

/** A list reads better without the marks that a thread shows as code. */
function plain(line: string): string {
  return line.replaceAll('`', '');
}
