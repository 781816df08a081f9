/** Clusters as alerts name them, matched to those configured here. Pure. */

export interface NamedCluster {
  readonly name: string;
  /** Other names: aliases of the file, the kubeconfig's context. */
  readonly also: readonly string[];
}

export type HeardCluster =
  | { readonly is: 'known'; readonly name: string }
  /** None was named, and there are several or none to choose from. */
  | { readonly is: 'unnamed' }
  /** One that is not configured here, or that could be several. */
  | { readonly is: 'foreign' };

/** Words that tell stages of a landscape apart: `prod` in a name is never `staging`. */
const STAGES: readonly (readonly string[])[] = [
  ['prod', 'prd', 'production', 'live'],
  ['staging', 'stage', 'stg', 'preprod', 'pre'],
  ['dev', 'development'],
  ['test', 'tst', 'testing', 'qa', 'uat', 'int'],
];

/**
 * By its name or another name of it; else by a part of a name that fits one alone; else the only one there is,
 * unless the names tell of different stages. `usual`: the cluster that is meant where none is named.
 */
export function clusterHeard(
  heard: string | undefined,
  known: readonly NamedCluster[],
  usual: string | null = null,
): HeardCluster {
  const [only, ...more] = known;
  if (heard === undefined || heard.trim() === '') {
    const meant = usual ?? (more.length === 0 ? only?.name : undefined);
    return meant === undefined ? { is: 'unnamed' } : { is: 'known', name: meant };
  }
  if (only === undefined) return { is: 'unnamed' };
  const told = heard.trim().toLowerCase();
  const exact = known.find(({ name, also }) => [name, ...also].some((one) => one.toLowerCase() === told));
  if (exact) return { is: 'known', name: exact.name };
  const alike = known.filter((one) => isPart(told, one));
  if (alike.length === 1) return { is: 'known', name: alike[0]?.name ?? '' };
  if (alike.length === 0 && more.length === 0 && sameStage(told, only.name))
    return { is: 'known', name: only.name };
  return { is: 'foreign' };
}

/** `arn:aws:eks:eu-west-1:1:cluster/prod` holds `prod`, `prod` is a part of `eu-prod-1`: whole words only. */
function isPart(told: string, { name, also }: NamedCluster): boolean {
  return [name, ...also].some((one) => {
    const words = wordsOf(one);
    const heard = wordsOf(told);
    return (holds(words, heard) || holds(heard, words)) && sameStage(told, one);
  });
}

function wordsOf(name: string): readonly string[] {
  return name
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
}

/** All words of one in the other, side by side and in this order. */
function holds(whole: readonly string[], part: readonly string[]): boolean {
  return part.length > 0 && ` ${whole.join(' ')} `.includes(` ${part.join(' ')} `);
}

function sameStage(one: string, other: string): boolean {
  const [a, b] = [stagesOf(one), stagesOf(other)];
  return a.length === 0 || b.length === 0 || a.some((stage) => b.includes(stage));
}

function stagesOf(name: string): readonly number[] {
  const words = wordsOf(name);
  return STAGES.flatMap((stage, index) => (stage.some((word) => words.includes(word)) ? [index] : []));
}
