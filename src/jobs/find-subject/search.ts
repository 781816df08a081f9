/** Reads one cluster's pods and workloads, keeping what could not be read. */
import { setTimeout as wait } from 'node:timers/promises';
import type { ClusterAnswer, ClusterReader, PodRecord, WorkloadRecord } from '../../engine/cluster.ts';
import type { BlindSpot } from '../../engine/verdict.ts';
import type { Words } from '../../engine/words.ts';

export interface Searched {
  readonly cluster: string;
  readonly namespace: string | null;
  readonly pods: readonly PodRecord[];
  readonly workloads: readonly WorkloadRecord[];
  readonly blind: readonly BlindSpot[];
  /** Why the workloads could not be listed, where they should have been. */
  readonly unlisted: string | null;
}

/** Once one cluster has answered, how long the others may still take, milliseconds. */
const PATIENCE_MS = 3_000;

const words: Words<{ readonly late: string }> = {
  en: { late: `it had not answered ${PATIENCE_MS / 1000} s after the others` },
};

/** Searches clusters side by side; one that hangs becomes a blind spot instead of holding up the rest. */
export async function searchAll(
  readers: readonly ClusterReader[],
  namespace: string | null,
  one: (reader: ClusterReader) => Promise<Searched>,
  patienceMs: number = PATIENCE_MS,
): Promise<readonly Searched[]> {
  const searches = readers.map(one);
  const answered = searches.map(async (search) => {
    if ((await search).blind.length > 0) throw new Error('it could not be searched');
  });
  const patience = Promise.any(answered).then(
    () => wait(patienceMs, undefined, { ref: false }),
    () => Promise.allSettled(searches),
  );
  const late = (reader: ClusterReader) => patience.then(() => lateOf(reader, namespace));
  return Promise.all(
    searches.map((search, index) => {
      const reader = readers[index];
      return reader && readers.length > 1 ? Promise.race([search, late(reader)]) : search;
    }),
  );
}

function lateOf({ name }: ClusterReader, namespace: string | null): Searched {
  const blind = [{ probe: `pods of ${name}`, why: words.en.late }];
  return { cluster: name, namespace, pods: [], workloads: [], blind, unlisted: null };
}

/** Everything in a namespace, or in all. `exact` is asked for by name where the pods may not be listed. */
export async function search(
  reader: ClusterReader,
  namespace: string | null,
  exact: string | null,
): Promise<Searched> {
  const [pods, workloads] = await Promise.all([reader.pods(namespace), reader.workloads(namespace)]);
  const single = pods.ended === 'forbidden' && namespace && exact ? await reader.pod(namespace, exact) : null;
  const searched = { cluster: reader.name, namespace };
  const listed = single?.ended === 'found' ? [single.value] : valuesOf(pods);
  // Workloads add names to match; without them the pods' owners still do.
  return {
    ...searched,
    pods: listed,
    workloads: valuesOf(workloads),
    blind: [...blindSpot(reader, pods)],
    unlisted: unlistedOf(workloads),
  };
}

/** Why all or some of the workloads could not be listed. */
function unlistedOf(workloads: ClusterAnswer<readonly WorkloadRecord[]>): string | null {
  if (workloads.ended === 'found') return workloads.partly ?? null;
  return isBlind(workloads) ? workloads.says : null;
}

/** Pods only, for a question about an image. */
export async function searchPods(reader: ClusterReader, namespace: string | null): Promise<Searched> {
  const pods = await reader.pods(namespace);
  return {
    cluster: reader.name,
    namespace,
    pods: valuesOf(pods),
    workloads: [],
    blind: [...blindSpot(reader, pods)],
    unlisted: null,
  };
}

function blindSpot(reader: ClusterReader, answer: ClusterAnswer<unknown>): readonly BlindSpot[] {
  return isBlind(answer) ? [{ probe: `pods of ${reader.name}`, why: answer.says }] : [];
}

function isBlind<T>(
  answer: ClusterAnswer<T>,
): answer is Exclude<ClusterAnswer<T>, { readonly ended: 'found' | 'not-found' }> {
  return answer.ended !== 'found' && answer.ended !== 'not-found';
}

function valuesOf<T>(answer: ClusterAnswer<readonly T[]>): readonly T[] {
  return answer.ended === 'found' ? answer.value : [];
}
