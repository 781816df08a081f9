/** One cluster's failing pulls: read once, asked about once per distinct image, logins and platform. */
import type { ClusterReader, PodRecord } from '../../engine/cluster.ts';
import type { NetworkAsker } from '../../engine/registry.ts';
import type { BlindSpot } from '../../engine/verdict.ts';
import type { Language } from '../../engine/words.ts';
import { type Details, examine } from '../examine.ts';
import { failingContainers, pullOf } from '../find-subject/represent.ts';
import type { Surroundings } from '../surroundings.ts';
import { type Found, foundIn, foundInText, type JudgeText, judgeOnce, mayExplain } from './found.ts';
import { type Inquiry, inquiriesOf, isTelling, type Waiting } from './inquiries.ts';
import { sweepReader, withFailures } from './reader.ts';
import { inRounds, type Looked } from './rounds.ts';

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
  /** Once aborted nothing more is asked; what is being asked may finish. */
  readonly signal: AbortSignal;
  readonly language: Language;
  /** Called when the failing pods are known and after each inquiry. */
  onProgress(of: { readonly failing: number; readonly done: number; readonly all: number }): void;
}

export async function sweepCluster(
  reader: ClusterReader,
  namespace: string | null,
  means: SweepMeans,
): Promise<SweptCluster> {
  const scan = await reader.scanPods(namespace, (pod) => failingContainers(pod).length > 0);
  if (scan.ended !== 'found') {
    const blind = { probe: `pods of ${reader.name}`, why: scan.says };
    return { cluster: reader.name, pods: 0, failing: 0, looked: [], couldNotLook: [blind] };
  }
  const { seen, kept } = scan.value;
  const judge = judgeOnce(means.surroundings.checks);
  const known = sweepReader(reader, kept);
  const inquiries = await inquiriesOf(known, kept, (waiting) => localFault(waiting, judge));
  const looked = await lookAtAll(
    inquiries,
    withFailures(known, silentOf(inquiries)),
    judge,
    kept.length,
    means,
  );
  return { cluster: reader.name, pods: seen, failing: kept.length, looked, couldNotLook: spotsOf(looked) };
}

function lookAtAll(
  inquiries: readonly Inquiry[],
  reader: ClusterReader,
  judge: JudgeText,
  failing: number,
  means: SweepMeans,
): Promise<readonly Looked<Found>[]> {
  const { language, signal, network, surroundings } = means;
  const clusters = new Map([[reader.name, reader]]);
  const once = { ...surroundings.network, with: () => network };
  // Nodes are asked when somebody asks why; a sweep must not keep hundreds of them busy.
  // Fixes are offered where somebody asks why: looking for them here would be questions for each pod.
  const shared: Surroundings = { ...surroundings, clusters, network: once, nodes: null, remediations: [] };
  let done = 0;
  means.onProgress({ failing, done, all: inquiries.length });
  return inRounds(inquiries, {
    signal,
    async ask({ cluster, specimen: { pod, container } }) {
      return foundIn(await examine(pullOf(cluster, pod, container), shared, () => {}, NO_DETAILS), language);
    },
    explains: ({ found, inquiry }, other) =>
      mayExplain(found, inquiry.logins === other.logins, textOf(other.specimen, judge)),
    withoutAsking: (inquiry) => foundInText(inquiry, surroundings.checks, judge, language),
    onLooked() {
      done += 1;
      means.onProgress({ failing, done, all: inquiries.length });
    },
  });
}

/** Pods that stand for others while their status only says that the kubelet waits. */
function silentOf(inquiries: readonly Inquiry[]): readonly PodRecord[] {
  return inquiries.flatMap(({ specimen }) => (isTelling(specimen.container) ? [] : [specimen.pod]));
}

function textOf({ container }: Waiting, judge: JudgeText) {
  return isTelling(container) ? judge(container.message ?? '') : null;
}

/** Its own node's name where the kubelet says that the node is at fault; else nothing. */
function localFault(waiting: Waiting, judge: JudgeText): string {
  const text = textOf(waiting, judge);
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
