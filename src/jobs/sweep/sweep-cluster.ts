/** One cluster's failing pulls: read once, asked about once per distinct image, logins and platform. */
import type { ClusterReader, PodRecord } from '../../engine/cluster.ts';
import type { NetworkAsker } from '../../engine/registry.ts';
import type { BlindSpot } from '../../engine/verdict.ts';
import type { Language } from '../../engine/words.ts';
import { type Details, examine } from '../examine.ts';
import { pullOf } from '../find-subject/represent.ts';
import type { Surroundings } from '../surroundings.ts';
import { type Found, foundIn, foundInText, type JudgeText, judgeOnce, mayExplain } from './found.ts';
import { type Inquiry, inquiriesOf, isTelling, type Waiting } from './inquiries.ts';
import { joined } from './later.ts';
import { loginsKeyOver } from './logins.ts';
import type { Patience } from './patience.ts';
import { readPods } from './read-pods.ts';
import { sweepReader, withFailures, withPods } from './reader.ts';
import { inRounds, type Looked, type Rounds } from './rounds.ts';

const NO_DETAILS: Details = { withPod: [], alone: [] };

export interface SweptCluster {
  readonly cluster: string;
  readonly pods: number;
  readonly failing: number;
  readonly looked: readonly Looked<Found>[];
  readonly couldNotLook: readonly BlindSpot[];
}

export interface SweepMeans {
  readonly surroundings: Surroundings;
  /** Its answers are shared by all inquiries. */
  readonly network: NetworkAsker;
  readonly patience: Patience;
  readonly language: Language;
  /** Called when failing pods are known and after each inquiry. */
  onProgress(of: SweepProgress): void;
}

export interface SweepProgress {
  readonly failing: number;
  readonly done: number;
  readonly all: number;
  /** Pods that have run already are read while registries are asked. */
  readonly pods: 'reading' | 'read';
}

export async function sweepCluster(
  reader: ClusterReader,
  namespace: string | null,
  means: SweepMeans,
): Promise<SweptCluster> {
  const { patience } = means;
  const asker = askerOf(reader, means);
  const pending = await readPods(reader, namespace, 'pending', patience.pending);
  const [early, begun] = await Promise.all([
    asker(pending.kept, [], 'reading'),
    readPods(reader, namespace, 'begun', patience.begun),
  ]);
  // A pod may have begun between the two lists.
  const known = new Set(pending.kept.map(({ uid }) => uid));
  const late = begun.kept.filter(({ uid }) => !known.has(uid));
  const looked = await asker(late, early, 'read');
  return {
    cluster: reader.name,
    pods: pending.seen + begun.seen,
    failing: pending.kept.length + late.length,
    looked,
    couldNotLook: [...pending.couldNotLook, ...begun.couldNotLook, ...spotsOf(looked)],
  };
}

/** Asks about pods what was not asked `before`; what is returned holds both. */
type Asker = (
  pods: readonly PodRecord[],
  before: readonly Looked<Found>[],
  reading: SweepProgress['pods'],
) => Promise<readonly Looked<Found>[]>;

function askerOf(reader: ClusterReader, means: SweepMeans): Asker {
  const base = sweepReader(reader);
  const loginsKey = loginsKeyOver(base);
  const judge = judgeOnce(means.surroundings.checks);
  const all: PodRecord[] = [];
  return async (pods, before, reading) => {
    all.push(...pods);
    const known = withPods(base, all);
    const found = await inquiriesOf(known, pods, loginsKey, (waiting) => localFault(waiting, judge));
    const { looked, left } = joined(before, found);
    const tell = (done: number): void => {
      const sum = before.length + left.length;
      means.onProgress({ failing: all.length, done: before.length + done, all: sum, pods: reading });
    };
    tell(0);
    const more = await lookAtAll(left, looked, withFailures(known, silentOf(left)), judge, tell, means);
    return [...looked, ...more];
  };
}

function lookAtAll(
  inquiries: readonly Inquiry[],
  before: readonly Looked<Found>[],
  reader: ClusterReader,
  judge: JudgeText,
  tell: (done: number) => void,
  means: SweepMeans,
): Promise<readonly Looked<Found>[]> {
  const { language, patience, network, surroundings } = means;
  const clusters = new Map([[reader.name, reader]]);
  const once = { ...surroundings.network, with: () => network };
  // Nodes are asked when somebody asks why; a sweep must not keep hundreds of them busy.
  // Fixes are offered where somebody asks why: looking for them here would be questions for each pod.
  const shared: Surroundings = { ...surroundings, clusters, network: once, nodes: null, remediations: [] };
  let done = 0;
  const rounds: Rounds<Found> = {
    signal: patience.asking,
    async ask({ cluster, specimen: { pod, container } }) {
      return foundIn(await examine(pullOf(cluster, pod, container), shared, () => {}, NO_DETAILS), language);
    },
    explains: ({ found, inquiry }, other) =>
      mayExplain(found, inquiry.logins === other.logins, judge(other.specimen.container)),
    withoutAsking: (inquiry) => foundInText(inquiry, surroundings.checks, judge, language),
    onLooked() {
      done += 1;
      tell(done);
    },
  };
  return inRounds(inquiries, rounds, before);
}

/** Pods that stand for others while their status only says that the kubelet waits. */
function silentOf(inquiries: readonly Inquiry[]): readonly PodRecord[] {
  return inquiries.flatMap(({ specimen }) => (isTelling(specimen.container) ? [] : [specimen.pod]));
}

/** Its own node's name where the kubelet says that the node is at fault; else nothing. */
function localFault(waiting: Waiting, judge: JudgeText): string {
  const text = judge(waiting.container);
  if (text?.cause?.stage !== 'node' || text.confidence !== 'likely') return '';
  return `${text.cause.id}@${waiting.pod.node}`;
}

/** The same blind spot of many inquiries is one; each node's is of no help in a list of causes. */
function spotsOf(looked: readonly Looked<Found>[]): readonly BlindSpot[] {
  const all = looked
    .filter(({ how }) => how === 'asked')
    .flatMap(({ found }) => found.reached.couldNotLook)
    .filter(({ probe }) => probe !== 'node-view');
  return [...new Map(all.map((spot) => [`${spot.probe} ${spot.why}`, spot])).values()];
}
