import { CouldNotAsk, NotReached } from '../engine/answer.ts';
import type { ClusterReader, ClusterRight } from '../engine/cluster.ts';
import { toldBy } from '../engine/installation-place.ts';
import { at, mapAt } from '../engine/kubernetes/fields.ts';
import { quantityOf } from '../engine/kubernetes/quantity.ts';
import { MEASURES } from '../engine/measuring.ts';
import type { Probe, ProbeContext } from '../engine/probe.ts';
import type { Words } from '../engine/words.ts';
import { pod } from './pod.ts';

/** Where a measuring Job would run, with what decides whether it can. */
export interface MeasuringPlaceFact {
  readonly cluster: string;
  readonly namespace: string;
  /** Of the pod that is asked about; null: any may run it. */
  readonly node: string | null;
  readonly image: string;
  /** `node`: the node tells that it lies there already. */
  readonly imageFrom: 'node' | 'registry';
  /** Measuring Jobs that are there now, done ones too. */
  readonly jobs: readonly string[];
  readonly quotas: readonly QuotaLeft[];
}

export interface QuotaLeft {
  readonly quota: string;
  /** `limits.memory`, `pods`, `count/jobs.batch`. */
  readonly resource: string;
  /** Bytes, CPUs or how many. */
  readonly left: number;
}

const words: Words<{
  readonly noPlace: string;
  mayNot(verb: string, resource: string, namespace: string): string;
}> = {
  en: {
    noPlace: 'no namespace of a cluster belongs to this question',
    mayNot: (verb, resource, namespace) =>
      `I may not ${verb} \`${resource}\` in \`${namespace}\`, so what it measures could not be read`,
  },
};

const JOBS = { group: 'batch', plural: 'jobs' } as const;
const QUOTAS = { group: '', plural: 'resourcequotas' } as const;
/** By which its result is read. */
const RESULT: readonly ClusterRight[] = [
  { group: 'batch', resource: 'jobs', verb: 'get' },
  { group: '', resource: 'pods/log', verb: 'get' },
  { group: '', resource: 'pods', verb: 'list' },
];

/** Asked only for remediations. */
export const measuringPlace: Probe<MeasuringPlaceFact> = {
  id: 'measuring-place',
  asks: () => 'looking whether a Job could measure it from inside the cluster',
  timeBoxMs: 8_000,
  rights: [
    ...RESULT,
    { group: 'batch', resource: 'jobs', verb: 'list' },
    { group: '', resource: 'nodes', verb: 'get' },
    { group: '', resource: 'resourcequotas', verb: 'list' },
  ],
  async ask(context) {
    const { pull, cluster: reader, fixSettings } = context;
    const { place } = pull.installation ?? {};
    const namespace = pull.namespace ?? place?.namespace;
    if (pull.installation === undefined && pull.namespace === undefined) throw new NotReached('subject');
    if (reader === null || namespace === undefined) throw new CouldNotAsk(words.en.noPlace);
    const [node, jobs, quotas] = await Promise.all([
      nodeOf(context),
      reader.objects(JOBS, namespace, MEASURES),
      reader.objects(QUOTAS, namespace),
      mayRead(reader, namespace),
    ]);
    const image = fixSettings.measuringImage;
    return {
      cluster: reader.name,
      namespace,
      node,
      image,
      imageFrom: await imageFrom(image, node, reader),
      jobs: (toldBy(jobs) ?? []).map(({ metadata }) => metadata.name),
      quotas: (toldBy(quotas) ?? []).flatMap(({ metadata, status }) => leftIn(metadata.name, status)),
    };
  },
};

async function nodeOf({ pull, need }: ProbeContext): Promise<string | null> {
  if (pull.pod === undefined) return null;
  const { pod: of } = await need(pod);
  return of.node;
}

/** Throws CouldNotAsk where it would be measured and never told. */
async function mayRead(reader: ClusterReader, namespace: string): Promise<void> {
  const may = await Promise.all(RESULT.map((right) => reader.may(right, namespace)));
  const refused = RESULT.find((_, index) => {
    const answer = may[index];
    return answer?.ended === 'found' && !answer.value;
  });
  if (refused) throw new CouldNotAsk(words.en.mayNot(refused.verb, refused.resource, namespace));
}

/** Nodes tell their 50 largest images only, so a small one may go untold. */
async function imageFrom(
  image: string,
  node: string | null,
  reader: ClusterReader,
): Promise<MeasuringPlaceFact['imageFrom']> {
  const answer = node === null ? null : await reader.node(node);
  return answer?.ended === 'found' && answer.value.images.includes(image) ? 'node' : 'registry';
}

function leftIn(quota: string, status: unknown): readonly QuotaLeft[] {
  const used = mapAt(at(status, 'used'));
  return Object.entries(mapAt(at(status, 'hard'))).flatMap(([resource, hard]) => {
    const most = quantityOf(hard);
    return most === null ? [] : [{ quota, resource, left: most - (quantityOf(used[resource]) ?? 0) }];
  });
}
