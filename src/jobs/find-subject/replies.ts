/** Replies that end a question before anything is probed. Pure. */
import { nearest } from '../../engine/nearest.ts';
import { parseReference } from '../../engine/reference.ts';
import type { Choice, Refusal } from '../../engine/reply.ts';
import { since } from '../../engine/since.ts';
import type { BlindSpot } from '../../engine/verdict.ts';
import type { Words } from '../../engine/words.ts';
import { type Candidate, namesIn } from './match.ts';
import { failingContainers, isUnsettled, representative } from './represent.ts';
import type { Searched } from './search.ts';
import type { Typed } from './typed.ts';

const OFFERED = 8;
const ASK = '/registry why-pull-fails';

const words: Words<{
  readonly noCluster: (given: string, known: readonly string[]) => string;
  readonly noClusters: (given: string) => string;
  readonly several: (count: number, name: string) => string;
  readonly none: (kind: string, name: string, searched: string) => string;
  readonly anyKind: string;
  readonly noNamespace: (namespace: string, cluster: string) => string;
  readonly blind: (searched: string, why: string) => string;
  readonly unlisted: (searched: string, why: string) => string;
  readonly noPods: (what: string) => string;
  readonly searched: (cluster: string, namespace: string | null) => string;
  readonly failing: (reason: string, age: string) => string;
  readonly state: (phase: string, pods: number) => string;
}> = {
  en: {
    noCluster: (given, known) =>
      known.length === 0
        ? `I know no cluster \`${given}\`: none is configured here.`
        : `I know no cluster \`${given}\`. Clusters here: ${known.map((name) => `\`${name}\``).join(', ')}.`,
    noClusters: (given) =>
      `No cluster is configured here, so I cannot look for \`${given}\`. I can look at an image: give its full reference.`,
    several: (count, name) => `${count} subjects match \`${name}\`.`,
    none: (kind, name, searched) => `No ${kind} \`${name}\` in ${searched}.`,
    anyKind: 'pod or workload',
    noNamespace: (namespace, cluster) => `There is no namespace \`${namespace}\` in \`${cluster}\`.`,
    blind: (searched, why) => `I could not look in ${searched}: ${why}.`,
    unlisted: (searched, why) =>
      `I could not list the workloads of ${searched}, so one without pods would stay unseen: ${why}.`,
    noPods: (what) => `\`${what}\` exists and has no pods, so nothing pulls its image now.`,
    searched: (cluster, namespace) =>
      namespace === null ? `\`${cluster}\` (all namespaces)` : `\`${cluster}\`, namespace \`${namespace}\``,
    failing: (reason, age) => `${reason}, pod ${age} old`,
    state: (phase, pods) => (pods === 1 ? phase : `${phase}, ${pods} pods`),
  },
};

export function unknownCluster(given: string, known: readonly string[], what: string): Refusal {
  const near = nearest(given, known);
  const tries = (near.length > 0 ? near : known.slice(0, 1)).map(
    (name) => `${ASK} ${what} --cluster ${name}`,
  );
  return { kind: 'refusal', why: 'usage', says: words.en.noCluster(given, known), tries };
}

export function noClusters(given: string): Refusal {
  return { kind: 'refusal', why: 'usage', says: words.en.noClusters(given), tries: [] };
}

/** Nothing matched: says what was searched, what could not be, and the nearest names. */
export function nothingFound(
  typed: Extract<Typed, { kind: 'name' }>,
  searched: readonly Searched[],
  namespaces: ReadonlyMap<string, readonly string[]>,
): Refusal {
  const names = namesIn(searched);
  const near = nearest(
    typed.name,
    names.map((each) => each.name),
  );
  const tries = [...new Set(near.flatMap((name) => names.filter((each) => each.name === name).slice(0, 1)))];
  const spaces = [...namespaces].flatMap(([, known]) => nearest(typed.namespace ?? '', known, 1));
  const again = [
    ...spaces.map((space) => `${space}/${typed.name}`),
    ...tries.map((each) => each.typed),
  ].slice(0, 3);
  const looked = searched.filter((one) => one.blind.length === 0);
  const says = [
    ...(typed.namespace ? [...namespaces.keys()] : []).map((cluster) =>
      words.en.noNamespace(typed.namespace ?? '', cluster),
    ),
    ...(looked.length > 0 && namespaces.size < looked.length
      ? [words.en.none(typed.workload ?? words.en.anyKind, typed.name, looked.map(placeOf).join(', '))]
      : []),
    ...searched.flatMap((one) => one.blind.map(({ why }) => words.en.blind(placeOf(one), why))),
    ...(typed.workload === 'pod' ? [] : looked).flatMap((one) =>
      one.unlisted === null || namespaces.has(one.cluster)
        ? []
        : [words.en.unlisted(placeOf(one), one.unlisted)],
    ),
  ];
  return {
    kind: 'refusal',
    why: looked.length > 0 ? 'not-found' : 'failed',
    says: says.join(' '),
    tries: [...again, ...(again.length === 0 && isLikeImage(typed) ? [`${typed.name}:latest`] : [])].map(
      (each) => `${ASK} ${each}`,
    ),
  };
}

/** A bare word that is near to nothing here may be an image of Docker Hub. */
function isLikeImage({ name, namespace, workload }: Extract<Typed, { kind: 'name' }>): boolean {
  return namespace === null && workload === null && parseReference(name).state === 'valid';
}

export function withoutPods(candidate: Candidate): Refusal {
  const what = `${candidate.kind} ${candidate.namespace}/${candidate.name}`;
  return { kind: 'refusal', why: 'not-found', says: words.en.noPods(what), tries: [] };
}

/** Offers the candidates, those that fail first. */
export function choose(
  name: string,
  candidates: readonly Candidate[],
  now: Date,
  nameClusters: boolean,
): Choice {
  const sorted = candidates.toSorted((a, b) => rank(a) - rank(b));
  const options = sorted.slice(0, OFFERED).map((candidate) => {
    const { cluster, namespace, kind } = candidate;
    const plain =
      kind === 'Pod'
        ? `${namespace}/${candidate.name}`
        : `${namespace}/${kind.toLowerCase()}/${candidate.name}`;
    const where = nameClusters ? ` --cluster ${cluster}` : '';
    return {
      label: nameClusters ? `${plain} (${cluster})` : plain,
      state: stateOf(candidate, now),
      text: `${plain}${where}`,
      question: {
        kind: 'pull' as const,
        cluster,
        namespace,
        workload: kind.toLowerCase(),
        what: candidate.name,
      },
    };
  });
  const more = sorted.length - options.length;
  return { kind: 'choice', says: words.en.several(candidates.length, name), options, more };
}

export function blindSpots(searched: readonly Searched[]): readonly BlindSpot[] {
  return searched.flatMap((one) => one.blind);
}

function stateOf({ pods }: Candidate, now: Date): string {
  const pod = representative(pods);
  if (!pod) return words.en.state('no pods', 1);
  const [container] = failingContainers(pod);
  if (container)
    return words.en.failing(container.reason ?? 'waiting', since(pod.createdAt, now.toISOString()));
  const stuck = pod.containers.find((one) => one.state === 'waiting');
  return words.en.state(stuck?.reason ?? pod.phase, pods.length);
}

function rank({ pods }: Candidate): number {
  if (pods.some((pod) => failingContainers(pod).length > 0)) return 0;
  return pods.some(isUnsettled) ? 1 : 2;
}

function placeOf({ cluster, namespace }: Searched): string {
  return words.en.searched(cluster, namespace);
}
