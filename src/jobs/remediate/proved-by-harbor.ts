/** After a fix in Harbor: what Harbor says of the very thing that was begun or deleted. */
import type { Approval } from '../../engine/approval.ts';
import { sizeOf } from '../../engine/bytes.ts';
import type { HarborReader } from '../../engine/harbor/reader.ts';
import type { Collection } from '../../engine/harbor/records.ts';
import type { HarborProof } from '../../engine/plan.ts';
import type { Words } from '../../engine/words.ts';
import { harborOf } from '../installation/harbor-of.ts';
import type { Surroundings } from '../surroundings.ts';

export interface Proved {
  readonly passes: boolean;
  /** What is so, or why it does not pass. */
  readonly says: string;
}

const words: Words<{
  readonly noHarbor: string;
  readonly notMade: string;
  readonly policyGone: (policy: number) => string;
  readonly policyThere: (policy: number) => string;
  readonly execution: (id: number, state: string) => string;
  readonly executionGone: (id: number) => string;
  readonly paused: (queue: string) => string;
  readonly open: (queue: string) => string;
  readonly collection: (id: number, state: string) => string;
  readonly collected: (run: Collection) => string;
}> = {
  en: {
    noHarbor: 'nothing leads to its API',
    notMade: 'Harbor did not tell which one was begun',
    policyGone: (policy) => `Harbor lists no policy ${policy} any more.`,
    policyThere: (policy) => `Harbor still lists policy ${policy}`,
    execution: (id, state) => `Execution ${id} ${state === 'succeeded' ? 'succeeded.' : `is ${state}`}`,
    executionGone: (id) => `Harbor lists no execution ${id}`,
    paused: (queue) => `The queue of ${queue} jobs is paused.`,
    open: (queue) => `the queue of ${queue} jobs is not paused`,
    collection: (id, state) => `collection ${id} is ${state}`,
    collected: ({ id, dryRun, freed, blobs, manifests }) => {
      const counts = blobs === null ? '' : ` (${blobs} blobs, ${manifests ?? '?'} manifests)`;
      const room = freed === null ? 'how much is not told' : `${sizeOf(freed)}${counts}`;
      return dryRun
        ? `Dry run ${id} is done; a collection would free ${room}.`
        : `Collection ${id} is done and freed ${room}.`;
    },
  },
};

export async function provedByHarbor(
  proof: HarborProof,
  { pull: { installation }, trail }: Approval,
  { network }: Pick<Surroundings, 'network'>,
): Promise<Proved> {
  const harbor = installation ? harborOf(installation, network) : null;
  if (!harbor) return { passes: false, says: words.en.noHarbor };
  const made = Number(Object.values(trail ?? {}).find((one) => one.made !== undefined)?.made ?? Number.NaN);
  if (proof.is === 'policy-gone') return policyGone(proof.policy, harbor);
  if (proof.is === 'queue-paused') return queuePaused(proof.queue, harbor);
  if (Number.isNaN(made)) return { passes: false, says: words.en.notMade };
  return proof.is === 'execution-succeeded'
    ? executionSucceeded(proof.policy, made, harbor)
    : collectionSucceeded(made, harbor);
}

async function policyGone(policy: number, harbor: HarborReader): Promise<Proved> {
  const answer = await harbor.policies();
  if (answer.ended !== 'found') return { passes: false, says: answer.says };
  const isThere = answer.value.some(({ id }) => id === policy);
  return { passes: !isThere, says: isThere ? words.en.policyThere(policy) : words.en.policyGone(policy) };
}

async function queuePaused(queue: string, harbor: HarborReader): Promise<Proved> {
  const answer = await harbor.queues();
  if (answer.ended !== 'found') return { passes: false, says: answer.says };
  const passes = answer.value.some((one) => one.type === queue && one.paused);
  return { passes, says: passes ? words.en.paused(queue) : words.en.open(queue) };
}

async function executionSucceeded(policy: number, id: number, harbor: HarborReader): Promise<Proved> {
  const answer = await harbor.execution(id);
  if (answer.ended === 'absent') return { passes: false, says: words.en.executionGone(id) };
  if (answer.ended !== 'found') return { passes: false, says: answer.says };
  const { state, says } = answer.value;
  const passes = state === 'succeeded' && answer.value.policy === policy;
  return { passes, says: says && !passes ? says : words.en.execution(id, state) };
}

async function collectionSucceeded(id: number, harbor: HarborReader): Promise<Proved> {
  const answer = await harbor.collections();
  if (answer.ended !== 'found') return { passes: false, says: answer.says };
  const run = answer.value.find((one) => one.id === id);
  if (run?.state !== 'success')
    return { passes: false, says: words.en.collection(id, run?.state ?? 'not listed') };
  return { passes: true, says: words.en.collected(run) };
}
