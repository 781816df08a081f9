/** From what a person typed to what is to be judged. */
import type { ClusterReader, EventRecord, PodRecord } from '../engine/cluster.ts';
import type { PullQuestion } from '../engine/question.ts';
import type { PodSubject, WorkloadSubject } from '../engine/subject.ts';
import type { BlindSpot } from '../engine/verdict.ts';
import type { FoundSubject } from './find-subject/found.ts';
import { lastPulls, otherTrouble, pullingContainers } from './find-subject/healthy.ts';
import { findImage } from './find-subject/image.ts';
import { type Candidate, matchName } from './find-subject/match.ts';
import * as replies from './find-subject/replies.ts';
import { failingContainers, pullOf, representative, siblingsOf } from './find-subject/represent.ts';
import { type Searched, search, searchAll } from './find-subject/search.ts';
import { readTyped } from './find-subject/typed.ts';

export type * from './find-subject/found.ts';

/** Where a subject is looked for. */
export interface Surroundings {
  readonly clusters: ReadonlyMap<string, ClusterReader>;
  /** The cluster that is meant when none is named; null: all of them, side by side. */
  readonly defaultCluster: string | null;
  now(): Date;
}

/** Finds what a person's words mean. Never throws for what a cluster answers. */
export async function findSubject(question: PullQuestion, surroundings: Surroundings): Promise<FoundSubject> {
  const { clusters } = surroundings;
  const readers = readersFor(question, surroundings);
  if (readers === null) {
    const known = [...clusters.keys()];
    return reply(replies.unknownCluster(question.cluster ?? '', known, question.what));
  }
  const typed = readTyped(question, readers.length > 0);
  if (typed.kind === 'image') return findImage(typed.image, typed.namespace, readers);
  if (readers.length === 0) return reply(replies.noClusters(question.what));

  const searched = await searchAll(readers, typed.namespace, (reader) =>
    search(reader, typed.namespace, typed.name),
  );
  const candidates = matchName(typed, searched);
  const [only] = candidates;
  if (!only)
    return reply(replies.nothingFound(typed, searched, await missingNamespaces(typed.namespace, readers)));
  if (candidates.length > 1)
    return reply(replies.choose(typed.name, candidates, surroundings.now(), clusters.size > 1));
  return lookAt(only, searched, clusters);
}

async function lookAt(
  candidate: Candidate,
  searched: readonly Searched[],
  clusters: ReadonlyMap<string, ClusterReader>,
): Promise<FoundSubject> {
  const { cluster } = candidate;
  const pod = representative(candidate.pods);
  if (!pod) return reply(replies.withoutPods(candidate));
  const seen = searched.find((one) => one.cluster === cluster)?.pods ?? [];
  const ofWorkload = seen.filter((other) => isSibling(pod, other));
  const failing = failingContainers(pod);
  const { events, blind } = failing.length > 0 ? NOT_ASKED : await eventsOf(pod, clusters.get(cluster));
  const [first, ...rest] = failing.length > 0 ? failing : pullingContainers(pod, events);
  const subject = subjectOf(candidate);
  const couldNotLook: readonly BlindSpot[] = replies.blindSpots(searched);
  if (first) {
    const pulls = [pullOf(cluster, pod, first), ...rest.map((one) => pullOf(cluster, pod, one))] as const;
    const siblings = siblingsOf(pod, ofWorkload, seen);
    return { found: 'pod', subject, cluster, pod, pulls, siblings, couldNotLook };
  }
  const images = lastPulls(pod, events);
  const waitsFor = otherTrouble(pod, events);
  const workloadPods = ofWorkload.length;
  const couldNot = [...couldNotLook, ...blind];
  return { found: 'healthy', subject, cluster, pod, images, waitsFor, workloadPods, couldNotLook: couldNot };
}

/** The given cluster, else the default, else all. Null: the given one is not known. */
function readersFor(
  question: PullQuestion,
  { clusters, defaultCluster }: Surroundings,
): readonly ClusterReader[] | null {
  const name = question.cluster ?? defaultCluster;
  if (name === null) return [...clusters.values()];
  const reader = clusters.get(name);
  return reader ? [reader] : null;
}

function isSibling(pod: PodRecord, other: PodRecord): boolean {
  if (pod.owner === null || other.owner === null) return other.uid === pod.uid;
  const { kind, name } = pod.owner;
  return other.namespace === pod.namespace && other.owner.kind === kind && other.owner.name === name;
}

interface Events {
  readonly events: readonly EventRecord[];
  readonly blind: readonly BlindSpot[];
}

const NOT_ASKED: Events = { events: [], blind: [] };

async function eventsOf(pod: PodRecord, reader: ClusterReader | undefined): Promise<Events> {
  const answer = await reader?.podEvents(pod.namespace, pod.name, pod.uid);
  if (answer?.ended === 'found') return { events: answer.value, blind: [] };
  return answer ? { events: [], blind: [{ probe: 'events', why: answer.says }] } : NOT_ASKED;
}

/** Known namespaces by cluster, for the clusters that do not have the one that was given. */
async function missingNamespaces(
  namespace: string | null,
  readers: readonly ClusterReader[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (namespace === null) return new Map();
  const asked = await Promise.all(
    readers.map(async (reader) => ({ name: reader.name, answer: await reader.namespaces() })),
  );
  return new Map(
    asked.flatMap(({ name, answer }) =>
      answer.ended === 'found' && !answer.value.includes(namespace) ? [[name, answer.value] as const] : [],
    ),
  );
}

function subjectOf({ cluster, namespace, kind, name }: Candidate): PodSubject | WorkloadSubject {
  if (kind === 'Pod') return { kind: 'pod', cluster, namespace, name };
  return { kind: 'workload', cluster, namespace, workload: kind, name };
}

function reply(answer: ReturnType<typeof replies.noClusters | typeof replies.choose>): FoundSubject {
  return { found: 'reply', reply: answer };
}
