/** After a Job was made that measures: what its log tells, or why there is none. */
import type { ClusterReader, PodRecord } from '../../engine/cluster.ts';
import { conditionsOf } from '../../engine/kubernetes/conditions.ts';
import type { JobProof, Plan } from '../../engine/plan.ts';
import { IMAGE_WAITING_REASONS } from '../../engine/pod.ts';
import type { Words } from '../../engine/words.ts';
import { measuredIn, measuredSays } from '../../facts/measured-inside.ts';
import type { Surroundings } from '../surroundings.ts';
import type { Seen } from './verify-fix.ts';

const words: Words<{
  noReader(cluster: string): string;
  readonly noPod: string;
  runs(phase: string): string;
  noImage(image: string, says: string): string;
  noLine(last: string): string;
  ended(reason: string, says: string): string;
}> = {
  en: {
    noReader: (cluster) => `nothing leads to the cluster \`${cluster}\``,
    noPod: 'the Job has made no pod yet',
    runs: (phase) => `its pod is \`${phase}\``,
    noImage: (image, says) =>
      `The Job’s own image \`${image}\` cannot be pulled: \`${says}\`. Mirror it to where this cluster pulls from, and name that in \`remediations.measuringImage\``,
    noLine: (last) =>
      `The Job ended without a measurement${last === '' ? '' : `: \`${last}\``}. Its image needs curl 7.75 or newer`,
    ended: (reason, says) =>
      `The Job was ended before it measured: \`${reason}\`${says === '' ? '' : `, ${says}`}`,
  },
};

const SELECTOR = 'job-name=';
/** Its log is two lines and what curl complains of. */
const LIMIT_BYTES = 20_000;

export async function provedByJob(
  proof: JobProof,
  { scope }: Plan,
  { clusters }: Pick<Surroundings, 'clusters'>,
): Promise<Seen> {
  const reader = clusters.get(scope.cluster ?? '');
  if (!reader) return { passes: false, says: words.en.noReader(scope.cluster ?? '') };
  const { namespace, name } = proof.job;
  const pods = await reader.pods(namespace, `${SELECTOR}${name}`);
  if (pods.ended !== 'found') return { passes: false, says: pods.says };
  const pod = pods.value[0];
  if (!pod) return withoutPod(proof, reader);
  if (pod.phase !== 'Succeeded' && pod.phase !== 'Failed') return underWay(proof, pod, reader);
  const log = await textOf(proof, pod, reader);
  if (log.ended !== 'found') return { passes: false, says: log.says };
  const measured = measuredIn(log.value);
  if (measured === null) {
    const last = log.value.trim().split('\n').at(-1) ?? '';
    return { passes: false, over: true, says: words.en.noLine(last.slice(0, 300)) };
  }
  return { passes: true, says: measuredSays(measured, { ...proof, node: pod.node }, proof.scheme) };
}

/** Somebody is there and was busy: that may pass while the kubelet tries again. Nobody there is no such thing. */
const PASSING =
  /TLS handshake timeout|connection reset|unexpected EOF|Too Many Requests|Bad Gateway|Service Unavailable/i;

/**
 * The kubelet tries again until the Job's time is up; once it backs off it has tried. What may pass by itself is
 * left to its next tries.
 */
async function underWay({ container }: JobProof, pod: PodRecord, reader: ClusterReader): Promise<Seen> {
  const mine = pod.containers.find(({ name }) => name === container);
  const waits = mine?.state === 'waiting' && IMAGE_WAITING_REASONS.has(mine.reason ?? '');
  if (!waits) return { passes: false, says: words.en.runs(pod.phase) };
  if (mine.reason === 'ErrImagePull')
    return { passes: false, says: words.en.noImage(mine.image, mine.message ?? mine.reason) };
  const says = (await pullFailure(pod, reader)) ?? mine.message ?? mine.reason ?? '';
  const said = { passes: false, says: words.en.noImage(mine.image, says) } as const;
  return PASSING.test(says) ? said : { ...said, over: true };
}

/** Of a back-off older kubelets do not tell the reason; their events do. */
async function pullFailure(
  { namespace, name, uid }: PodRecord,
  reader: ClusterReader,
): Promise<string | null> {
  const events = await reader.podEvents(namespace, name, uid);
  if (events.ended !== 'found') return null;
  return events.value.findLast(({ message }) => message.startsWith('Failed to pull image'))?.message ?? null;
}

/** A Job that its deadline ended has no pod any more, and says so itself. */
async function withoutPod({ job }: JobProof, reader: ClusterReader): Promise<Seen> {
  const answer = await reader.object(job.kind, job.namespace, job.name);
  if (answer.ended !== 'found')
    return {
      passes: false,
      says: answer.says,
      ...(answer.ended === 'not-found' ? { over: true as const } : {}),
    };
  const failed = conditionsOf(answer.value).find(
    ({ type, status }) => type === 'Failed' && status === 'True',
  );
  if (!failed) return { passes: false, says: words.en.noPod };
  return { passes: false, over: true, says: words.en.ended(failed.reason ?? 'Failed', failed.message ?? '') };
}

async function textOf({ container }: JobProof, { namespace, name }: PodRecord, reader: ClusterReader) {
  const answer = await reader.log({ namespace, pod: name, container, limitBytes: LIMIT_BYTES });
  if (answer.ended !== 'found') return answer;
  const lines: string[] = [];
  for await (const { text } of answer.value) lines.push(text);
  return { ended: 'found' as const, value: lines.join('\n') };
}
