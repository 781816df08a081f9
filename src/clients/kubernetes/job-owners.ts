/** Pods of a Job made by a CronJob are named as the CronJob, which is what a person knows. */
import { z } from 'zod';
import type { PodRecord } from '../../engine/cluster.ts';
import { askAll } from './answers.ts';
import { metadata } from './object.ts';
import type { Transport } from './transport.ts';

/** Names and owners only: the API server leaves the rest of the Jobs out. */
const METADATA_LIST = 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json';

const readOwner = (json: unknown) => {
  const { metadata: meta } = z.object({ metadata }).parse(json);
  const owner = meta.ownerReferences.find((one) => one.kind === 'CronJob');
  return { key: `${meta.namespace}/${meta.name}`, cronJob: owner?.name ?? null };
};

/** Asks once for all. Where Jobs may not be read, the pods keep the name of their Job. */
export async function nameCronJobs(
  transport: Transport,
  namespace: string | null,
  pods: readonly PodRecord[],
): Promise<readonly PodRecord[]> {
  const jobs = new Set(
    pods.flatMap((pod) => (pod.owner?.kind === 'Job' ? [keyOf(pod, pod.owner.name)] : [])),
  );
  if (jobs.size === 0) return pods;
  const owners = await ownersOf(transport, namespace, jobs);
  return pods.map((pod) => {
    const cronJob = pod.owner?.kind === 'Job' ? owners.get(keyOf(pod, pod.owner.name)) : null;
    return cronJob ? { ...pod, owner: { kind: 'CronJob', name: cronJob } } : pod;
  });
}

async function ownersOf(
  transport: Transport,
  namespace: string | null,
  jobs: ReadonlySet<string>,
): Promise<ReadonlyMap<string, string | null>> {
  const [only = ''] = jobs;
  const [space = '', name = ''] = only.split('/');
  const base = '/apis/batch/v1';
  // One alone is picked from the list too: the right to list is needed anyhow, and that to get is not.
  const where = jobs.size === 1 ? space : namespace;
  const path = where === null ? `${base}/jobs` : `${base}/namespaces/${encodeURIComponent(where)}/jobs`;
  const query = jobs.size === 1 ? { fieldSelector: `metadata.name=${name}` } : {};
  const answer = await askAll(transport, { method: 'GET', path, query, accept: METADATA_LIST }, readOwner);
  if (answer.ended !== 'found') return new Map();
  return new Map(answer.value.map(({ key, cronJob }) => [key, cronJob]));
}

function keyOf(pod: PodRecord, job: string): string {
  return `${pod.namespace}/${job}`;
}
