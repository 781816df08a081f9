/** Lines about storage that a thread and a terminal say alike. Markdown code spans for names. */
import { sizeOf } from './bytes.ts';
import { since } from './since.ts';
import type {
  BrokenImage,
  CollectionHistory,
  NodeStorage,
  ProjectStorage,
  RegistryStorage,
  VolumeStorage,
} from './storage-report.ts';
import type { Language, Words } from './words.ts';

interface StorageWords {
  readonly project: (of: ProjectStorage) => string;
  readonly growth: (of: RegistryStorage, now: string) => string | null;
  readonly wouldFree: (of: CollectionHistory, now: string) => string;
  readonly run: (of: CollectionHistory['runs'][number], now: string) => string;
  readonly schedule: (cron: string | null) => string;
  readonly broken: (of: BrokenImage) => string;
  readonly looked: (of: NonNullable<RegistryStorage['looked']>, broken: number) => string;
  readonly volume: (of: VolumeStorage) => string;
  readonly node: (of: NodeStorage, now: string) => string;
  readonly nodesWell: (seen: number) => string;
  readonly full: (host: string, of: ProjectStorage & { readonly hard: number }) => string;
}

const ENDED = {
  pending: 'waits',
  running: 'runs',
  success: 'done',
  error: 'failed',
  stopped: 'stopped',
} as const;

export const storageWords: Words<StorageWords> = {
  en: {
    project: ({ name, used, hard, kind, grownBy }) =>
      `\`${name}\` ${sizeOf(used)}${hard === null ? '' : ` of ${sizeOf(hard)} (${percent(used, hard)})`}${grownBy === null || grownBy === 0 ? '' : `, ${signed(grownBy)}`}${kind === 'proxy-cache' ? ', proxy cache' : ''}`,
    growth: ({ lastLook, growthUnknown }, now) => {
      if (lastLook) return `${signed(lastLook.grownBy)} since the last look ${since(lastLook.at, now)} ago`;
      if (growthUnknown === 'first-look')
        return 'growth is told from the second day on: this is the first look';
      return growthUnknown === 'no-redis'
        ? 'growth is not known: earlier looks lie in the Redis of the bot, and REDIS_URL is not set here'
        : null;
    },
    wouldFree: ({ wouldFree, runs }, now) => {
      if (wouldFree?.bytes != null)
        return `A collection would free ${sizeOf(wouldFree.bytes)}, by the dry run ${since(wouldFree.at, now)} ago.`;
      return runs.length === 0
        ? 'No collection has ever run; what one would free tells a dry run: Administration → Clean Up → Dry Run.'
        : 'What a collection would free is not known: no dry run since the last one. Administration → Clean Up → Dry Run tells it and deletes nothing.';
    },
    run: ({ at, state, dryRun, freed, blobs, manifests }, now) =>
      `${since(at, now)} ago ${dryRun ? 'dry run ' : ''}${ENDED[state]}${freed === null ? '' : `: ${dryRun ? 'would free' : 'freed'} ${sizeOf(freed)}`}${blobs === null ? '' : `, ${blobs} blobs`}${manifests === null ? '' : `, ${manifests} manifests`}`,
    schedule: (cron) => (cron === null ? 'no schedule' : `scheduled \`${cron}\``),
    broken: ({ repository, tags, digest, what, says }) =>
      `\`${repository}${tags[0] === undefined ? `@${digest.slice(0, 19)}…` : `:${tags[0]}`}\`${tags.length > 1 ? ` and ${tags.length - 1} more ${tags.length === 2 ? 'tag' : 'tags'}` : ''}: ${what === 'manifest' ? 'its manifest is gone' : 'a layer is gone'} (\`${says}\`)`,
    looked: ({ repositories, of, artifacts }, broken) =>
      `${broken === 0 ? 'No broken image' : `${broken} broken ${broken === 1 ? 'image' : 'images'}`} among ${artifacts} looked at in ${repositories} of ${of} repositories (the newest of each, and those without a size)`,
    volume: ({ claim, phase, modes, capacity }) =>
      `\`${claim}\` ${capacity === null ? '' : `${sizeOf(capacity)} `}${modes.join(', ')}${phase === 'Bound' || phase === null ? '' : `, ${phase}`}`,
    node: ({ cluster, node, since: from, evicted, largest, images }, now) =>
      `\`${node}\` of \`${cluster}\`${from === null ? '' : ` for ${since(from, now)}`}: ${evicted === 0 ? 'no pod evicted' : `${evicted} ${evicted === 1 ? 'pod' : 'pods'} evicted`}; its images take ${sizeOf(images)} at least${largest[0] ? `, the largest \`${largest[0].image}\` ${sizeOf(largest[0].bytes)}` : ''}`,
    nodesWell: (seen) => `None of ${seen} nodes is short of disk`,
    full: (host, { name, used, hard }) =>
      `Project \`${name}\` of \`${host}\` has used ${sizeOf(used)} of its ${sizeOf(hard)} (${percent(used, hard)})`,
  },
};

export function storageSays(language: Language): StorageWords {
  return storageWords[language];
}

function percent(used: number, hard: number): string {
  return hard === 0 ? 'full' : `${Math.round((used / hard) * 100)} %`;
}

function signed(bytes: number): string {
  return `${bytes < 0 ? '−' : '+'}${sizeOf(Math.abs(bytes))}`;
}
