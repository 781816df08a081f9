/** Every failing pull of the clusters that are meant, by root cause, worst first. */
import type { ClusterReader } from '../../engine/cluster.ts';
import { nearest } from '../../engine/nearest.ts';
import type { Progress } from '../../engine/progress.ts';
import type { SweepQuestion } from '../../engine/question.ts';
import type { Refusal, Reply } from '../../engine/reply.ts';
import { shareAnswers } from '../../engine/shared-answers.ts';
import type { SweepReport } from '../../engine/sweep.ts';
import type { BlindSpot } from '../../engine/verdict.ts';
import type { Words } from '../../engine/words.ts';
import { currentRequest } from '../../log.ts';
import type { Surroundings } from '../surroundings.ts';
import { groupsOf } from './groups.ts';
import { patienceOf } from './patience.ts';
import { type SweepProgress, type SweptCluster, sweepCluster } from './sweep-cluster.ts';

const words: Words<{
  readonly reading: string;
  asking(of: SweepProgress): string;
  unasked(count: number): string;
  readonly noClusters: string;
  unknownCluster(name: string, known: readonly string[]): string;
  unknownNamespace(name: string, cluster: string): string;
}> = {
  en: {
    reading: 'reading the pods',
    asking: ({ failing, done, all, pods }) =>
      `${failing.toLocaleString('en')} failing ${failing === 1 ? 'pod' : 'pods'}, ${done} of ${all} ${all === 1 ? 'question' : 'questions'} asked${pods === 'reading' ? '; reading the pods that have run' : ''}`,
    unasked: (count) =>
      `time was up before ${count} of the questions; their pods are sorted by the kubelet’s words alone`,
    noClusters: 'No cluster is configured here, so there are no pods to go through.',
    unknownCluster: (name, known) =>
      `I know no cluster \`${name}\`. Clusters here: ${known.map((one) => `\`${one}\``).join(', ')}.`,
    unknownNamespace: (name, cluster) => `There is no namespace \`${name}\` in \`${cluster}\`.`,
  },
};

const LANGUAGE = 'en';

/** Nothing more is asked after this long; what is open then still has the time of one diagnosis. Milliseconds. */
const ASK_FOR_MS = 65_000;

export async function sweep(
  question: SweepQuestion,
  surroundings: Surroundings,
  report: (progress: Progress) => void,
): Promise<Reply> {
  const started = performance.now();
  const readers = readersFor(question, surroundings);
  const [first] = readers;
  if (!first) return refusalFor(question, surroundings);
  const namespace = question.namespace ?? null;
  const refusal = namespace === null ? null : await missingNamespace(namespace, readers);
  if (refusal) return refusal;
  const swept = await sweepAll(readers, namespace, surroundings, report);
  const looked = swept.flatMap((one) => one.looked);
  const sum = (of: (one: SweptCluster) => number): number => swept.reduce((all, one) => all + of(one), 0);
  const result: SweepReport = {
    clusters: readers.map(({ name }) => name),
    namespace,
    pods: sum(({ pods }) => pods),
    failing: sum(({ failing }) => failing),
    questions: looked.length,
    asked: looked.filter(({ how }) => how === 'asked').length,
    groups: groupsOf(looked, LANGUAGE),
    couldNotLook: spotsOf(swept),
    at: surroundings.now().toISOString(),
    ms: Math.round(performance.now() - started),
  };
  return { kind: 'sweep', report: result };
}

function sweepAll(
  readers: readonly ClusterReader[],
  namespace: string | null,
  surroundings: Surroundings,
  report: (progress: Progress) => void,
): Promise<readonly SweptCluster[]> {
  const requestId = currentRequest();
  const network = shareAnswers(surroundings.network.with(requestId === undefined ? {} : { requestId }));
  const patience = patienceOf(ASK_FOR_MS);
  const steps = new Map<string, Progress['steps'][number]>();
  const say = (cluster: string, asks: string, state: 'asking' | 'known'): void => {
    steps.set(cluster, { id: cluster, asks, state });
    report({ steps: [...steps.values()] });
  };
  return Promise.all(
    readers.map((reader) => {
      say(reader.name, words.en.reading, 'asking');
      const onProgress = (of: SweepProgress): void =>
        say(reader.name, words.en.asking(of), of.done === of.all && of.pods === 'read' ? 'known' : 'asking');
      return sweepCluster(reader, namespace, {
        surroundings,
        network,
        patience,
        language: LANGUAGE,
        onProgress,
      });
    }),
  );
}

/** The given cluster, else the default, else all; none for one that is not known. */
function readersFor(
  { cluster }: SweepQuestion,
  { clusters, defaultCluster }: Surroundings,
): readonly ClusterReader[] {
  const name = cluster ?? defaultCluster;
  if (name === null) return [...clusters.values()];
  const reader = clusters.get(name);
  return reader ? [reader] : [];
}

function refusalFor({ cluster }: SweepQuestion, { clusters }: Surroundings): Refusal {
  const known = [...clusters.keys()];
  if (known.length === 0 || cluster === undefined)
    return { kind: 'refusal', why: 'usage', says: words.en.noClusters, tries: [] };
  const tries = nearest(cluster, known, 1).map((name) => `/registry sweep --cluster ${name}`);
  return { kind: 'refusal', why: 'usage', says: words.en.unknownCluster(cluster, known), tries };
}

/** Where namespaces may be listed, one that does not exist is told from one without pods. */
async function missingNamespace(
  namespace: string,
  readers: readonly ClusterReader[],
): Promise<Refusal | null> {
  const [first, ...others] = readers;
  if (!first || others.length > 0) return null;
  const answer = await first.namespaces();
  if (answer.ended !== 'found' || answer.value.includes(namespace)) return null;
  const says = words.en.unknownNamespace(namespace, first.name);
  const tries = [
    ...nearest(namespace, answer.value).map((name) => `/registry sweep ${name}`),
    '/registry sweep',
  ];
  return { kind: 'refusal', why: 'not-found', says, tries };
}

function spotsOf(swept: readonly SweptCluster[]): readonly BlindSpot[] {
  const late = swept.flatMap(({ looked }) => looked).filter(({ how }) => how === 'unasked').length;
  return [
    ...swept.flatMap(({ couldNotLook }) => couldNotLook),
    ...(late > 0 ? [{ probe: 'sweep', why: words.en.unasked(late) }] : []),
  ];
}
