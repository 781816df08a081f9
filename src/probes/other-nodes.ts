import { CouldNotAsk } from '../engine/answer.ts';
import type { ClusterReader, PodRecord } from '../engine/cluster.ts';
import { IMAGE_WAITING_REASONS } from '../engine/pod.ts';
import type { Probe } from '../engine/probe.ts';
import type { Words } from '../engine/words.ts';
import { namesOf } from './node.ts';
import { type PodFact, pod } from './pod.ts';

/** How the same image fares on nodes other than the pod's: a fault of one node is told from one of all. */
export interface OtherNodesFact {
  /** How many other nodes there are. */
  readonly of: number;
  /** Nodes whose own list (their largest 50 images) names it. */
  readonly hold: readonly string[];
  /** Pods of the same revision that run it there. */
  readonly run: readonly OtherPod[];
  /** Pods of the same revision that wait for it there. */
  readonly fail: readonly OtherPod[];
  /** Of those that run it, what their events still say of the pull. */
  readonly pulled: readonly (OtherPod & { readonly says: string; readonly at: string })[];
}

export interface OtherPod {
  readonly node: string;
  readonly pod: string;
}

const words: Words<{ readonly asks: string; readonly hidden: (says: string) => string }> = {
  en: {
    asks: 'asking how other nodes fare',
    hidden: (says) => `other nodes could not be looked at: ${says}`,
  },
};

/** Labels that tell pods of the same revision (Deployment; StatefulSet and DaemonSet). */
const REVISION_LABELS = ['pod-template-hash', 'controller-revision-hash'] as const;

/** Pods whose events are read: each is one question. */
const MOST_READ = 3;

export const otherNodes: Probe<OtherNodesFact> = {
  id: 'other-nodes',
  asks: () => words.en.asks,
  timeBoxMs: 5_000,
  rights: [
    { group: '', resource: 'nodes', verb: 'list' },
    { group: '', resource: 'pods', verb: 'list' },
    { group: '', resource: 'events', verb: 'list' },
  ],
  async ask({ need, cluster }) {
    const fact = await need(pod);
    if (!cluster) throw new CouldNotAsk(words.en.hidden('no cluster belongs to this question'));
    const [nodes, siblings] = await Promise.all([cluster.nodes(), siblingsOf(fact, cluster)]);
    if (nodes.ended !== 'found') throw new CouldNotAsk(words.en.hidden(nodes.says));
    const names = namesOf(fact.container.image);
    const others = nodes.value.filter(({ name }) => name !== fact.pod.node);
    const run = siblings.filter((each) => hasImage(each, fact)).toSorted(newestFirst);
    return {
      of: others.length,
      hold: others.filter(({ images }) => images.some((image) => names.has(image))).map(({ name }) => name),
      run: run.map(otherPod),
      fail: siblings.filter((each) => waitsForImage(each, fact)).map(otherPod),
      pulled: (await Promise.all(run.slice(0, MOST_READ).map((each) => pullOf(each, fact, cluster)))).flat(),
    };
  },
};

async function siblingsOf(fact: PodFact, cluster: ClusterReader): Promise<readonly PodRecord[]> {
  const { labels, namespace, uid, node } = fact.pod;
  const label = REVISION_LABELS.find((name) => labels[name] !== undefined);
  if (label === undefined) return [];
  const answer = await cluster.pods(namespace, `${label}=${labels[label]}`);
  const pods = answer.ended === 'found' ? answer.value : [];
  return pods.filter((each) => each.uid !== uid && each.node !== null && each.node !== node);
}

async function pullOf(
  sibling: PodRecord,
  { container }: PodFact,
  cluster: ClusterReader,
): Promise<OtherNodesFact['pulled']> {
  const answer = await cluster.podEvents(sibling.namespace, sibling.name, sibling.uid);
  const events = answer.ended === 'found' ? answer.value : [];
  const pulled = events.findLast(
    ({ reason, message }) =>
      reason === 'Pulled' && message.startsWith(`Successfully pulled image "${container.image}"`),
  );
  return pulled ? [{ ...otherPod(sibling), says: pulled.message, at: pulled.lastSeen }] : [];
}

function hasImage({ containers }: PodRecord, { container }: PodFact): boolean {
  return containers.some(
    ({ name, image, imageId }) => name === container.name && image === container.image && imageId !== '',
  );
}

function waitsForImage({ containers }: PodRecord, { container }: PodFact): boolean {
  return containers.some(
    ({ name, image, state, reason }) =>
      name === container.name &&
      image === container.image &&
      state === 'waiting' &&
      IMAGE_WAITING_REASONS.has(reason ?? ''),
  );
}

function otherPod({ node, name }: PodRecord): OtherPod {
  return { node: node ?? '', pod: name };
}

function newestFirst(a: PodRecord, b: PodRecord): number {
  return Date.parse(b.createdAt) - Date.parse(a.createdAt);
}
