/** The steps of fixes, each a job of its own in the queue of its cluster. */
import type { JobsOptions, Queue } from 'bullmq';
import type { Approval } from '../engine/approval.ts';
import { enqueue } from './enqueue.ts';
import type { RemediateJob } from './queues.ts';

type Step = RemediateJob['do'];

export interface FixQueue {
  /** The next step of a fix; the same step of the same approval twice is once. */
  remediate(approval: Approval, step: Step, when?: { readonly delayMs: number }): Promise<void>;
  /** Sees to it that a step which is still to be done has a job. `given-up`: it had one, which failed for good. */
  takeUp(approval: Approval, step: Step): Promise<TakenUp>;
}

export type TakenUp =
  | { readonly is: 'under-way' | 'queued' }
  | { readonly is: 'given-up'; readonly says: string };

const HOUR_S = 60 * 60;

/** Some twenty minutes of trying outlast a restart of the API server, Redis or a whole worker. */
const REMEDIATION: JobsOptions = {
  removeOnComplete: { age: HOUR_S, count: 1_000 },
  removeOnFail: { age: 7 * 24 * HOUR_S, count: 1_000 },
  attempts: 400,
  backoff: { type: 'fixed', delay: 3_000, jitter: 0.5 },
};

/** The queues of fixes are apart, so that only workers with rights to write take them. */
export function remediateQueue(cluster: string | null): string {
  return cluster === null ? 'remediate' : `remediate-${cluster}`;
}

export function fixQueue(queue: (name: string) => Queue): FixQueue {
  const queueOf = ({ pull }: Approval): Queue =>
    queue(remediateQueue(pull.cluster ?? pull.installation?.place?.cluster ?? null));
  const idOf = ({ id }: Approval, step: Step): string => `${id}-${step}`;
  const add = async (approval: Approval, step: Step, delay: number): Promise<void> => {
    const data: RemediateJob = { do: step, approval: approval.id, requestId: approval.requestId };
    const jobId = idOf(approval, step);
    await enqueue(queueOf(approval), step, data, { ...REMEDIATION, jobId, delay });
  };
  return {
    remediate: (approval, step, { delayMs } = { delayMs: 0 }) => add(approval, step, delayMs),
    async takeUp(approval, step) {
      const job = await queueOf(approval).getJob(idOf(approval, step));
      const state = (await job?.getState()) ?? 'unknown';
      if (state === 'failed') return { is: 'given-up', says: job?.failedReason ?? '' };
      if (state !== 'completed' && state !== 'unknown') return { is: 'under-way' };
      // It ended, and yet what it was to do is not done.
      await job?.remove();
      await add(approval, step, 0);
      return { is: 'queued' };
    },
  };
}
