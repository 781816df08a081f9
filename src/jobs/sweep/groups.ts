/** From what was found for each inquiry to one line per root cause, worst first. Pure. */
import { type Root, rootOf } from '../../engine/root.ts';
import { stageOrder } from '../../engine/stage.ts';
import type { SweepCause, SweepGroup, SweepMember } from '../../engine/sweep.ts';
import type { Cause } from '../../engine/verdict.ts';
import { verdictWords } from '../../engine/verdict-words.ts';
import type { Language } from '../../engine/words.ts';
import type { Found } from './found.ts';
import type { Waiting } from './inquiries.ts';
import type { Looked } from './rounds.ts';

/** Namespaces named in a group; the rest are counted. */
const NAMED = 10;

/** Pods named in a group: enough to know most of them again, few enough for a record with many groups. */
const MEMBERS = 50;

interface Rooted {
  readonly looked: Looked<Found>;
  readonly root: Root;
}

export function groupsOf(all: readonly Looked<Found>[], language: Language): readonly SweepGroup[] {
  const rooted = all.map((looked) => ({ looked, root: rootHere(looked, language) }));
  const byRoot = Map.groupBy(rooted, ({ looked, root }) =>
    [looked.inquiry.cluster, looked.found.reached.cause?.id ?? 'unclear', root.key].join(' '),
  );
  return [...byRoot.values()].flatMap((same) => groupOf(same, language) ?? []).toSorted(worstFirst);
}

function rootHere({ inquiry, found }: Looked<Found>, language: Language): Root {
  const { cluster, image, logins, specimen } = inquiry;
  const { namespace, node } = specimen.pod;
  const { secret } = found;
  return rootOf(found.reached.cause, { image, cluster, namespace, node, secret, logins }, language);
}

function groupOf(same: readonly Rooted[], language: Language): SweepGroup | null {
  const speaks = same.toSorted((a, b) => rank(a) - rank(b))[0];
  if (!speaks) return null;
  const { inquiry, found } = speaks.looked;
  const { cause } = found.reached;
  const waiting = same.flatMap(({ looked }) => looked.inquiry.waiting);
  const namespaces = [...new Set(waiting.map(({ pod }) => pod.namespace))].toSorted();
  const { pod, container } = inquiry.specimen;
  const name = `${pod.namespace}/${pod.name}`;
  return {
    cause: cause && briefly(cause),
    root: speaks.root.says,
    summary: cause?.summary ?? verdictWords[language].unclear({ what: name, node: pod.node }),
    pods: podsIn(waiting),
    images: new Set(same.map(({ looked }) => looked.inquiry.image)).size,
    namespaces: namespaces.slice(0, NAMED),
    namespaceCount: namespaces.length,
    since: waiting.map((each) => each.pod.createdAt).toSorted()[0] ?? pod.createdAt,
    evidence:
      cause?.evidence[0] ?? (container.message ? { source: 'kubelet', says: container.message } : null),
    step: cause?.steps[0] ?? null,
    specimen: {
      cluster: inquiry.cluster,
      namespace: pod.namespace,
      pod: pod.name,
      container: container.name,
      image: inquiry.image,
    },
    members: membersOf(waiting),
  };
}

function membersOf(waiting: readonly Waiting[]): readonly SweepMember[] {
  const byName = new Map(
    waiting.map(({ pod }) => [`${pod.namespace}/${pod.name}`, { namespace: pod.namespace, pod: pod.name }]),
  );
  return [...byName]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .slice(0, MEMBERS)
    .map(([, member]) => member);
}

/** Who speaks for the group: one that was asked, proved live, for the most pods. */
function rank({ looked }: Rooted): number {
  const asked = looked.how === 'asked' ? 0 : 2;
  const proved = looked.found.reached.cause?.confidence === 'confirmed' ? 0 : 1;
  return asked + proved;
}

function briefly({ id, title, stage, confidence }: Cause): SweepCause {
  return { id, title, stage, confidence };
}

function worstFirst(a: SweepGroup, b: SweepGroup): number {
  const stage = ({ cause }: SweepGroup): number =>
    cause ? stageOrder(cause.stage) : Number.MAX_SAFE_INTEGER;
  return b.pods - a.pods || stage(a) - stage(b);
}

/** A pod may wait for several images. */
export function podsIn(waiting: readonly Waiting[]): number {
  return new Set(waiting.map(({ pod }) => pod.uid)).size;
}
