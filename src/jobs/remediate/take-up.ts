/**
 * No fix stays where it is because its job was lost: each that a worker is to go on with has a job, and one whose job
 * was given up ends, so that it can be asked for again.
 */
import { isRedisAway } from '../../clients/redis.ts';
import type { Approval, ApprovalState } from '../../engine/approval.ts';
import { revertDue } from '../../engine/revert-due.ts';
import type { Words } from '../../engine/words.ts';
import { isNewerFormat } from '../../store/format.ts';
import type { FixQueue } from '../fix-queue.ts';
import type { RemediateJob } from '../queues.ts';
import { expireApproval } from './expire-approval.ts';
import { type RemediateParts, show } from './parts.ts';
import { isTakenBack } from './revert-fix.ts';
import { tellState } from './tell-state.ts';

export interface TakeUpParts extends RemediateParts {
  readonly queues: RemediateParts['queues'] & Pick<FixQueue, 'takeUp'>;
}

const words: Words<{ readonly givenUp: (says: string) => string }> = {
  en: { givenUp: (says) => `given up after trying again and again; the last time: ${says}` },
};

/** The job that ends a plan in time comes a moment after it. */
const OVERDUE_MS = 60_000;

/** Looks at all that are under way or wait for people; twice is once. */
export async function takeUpLost(parts: TakeUpParts): Promise<void> {
  const { approvals, log } = parts;
  const ids = new Set([...(await approvals.underWay()), ...(await approvals.waiting())]);
  for (const id of ids) {
    // One that cannot be read must not be in the way of the others.
    await takeUpOne(id, parts).catch((error: unknown) => {
      if (isRedisAway(error)) throw error;
      // A worker of the newer version goes on with it.
      if (isNewerFormat(error)) return;
      log.error({ err: error, approval: id }, 'a fix cannot be looked at');
    });
  }
}

async function takeUpOne(id: string, parts: TakeUpParts): Promise<void> {
  const approval = await parts.approvals.read(id);
  if (approval) await takeUp(approval, parts);
  else await parts.approvals.forget(id);
}

async function takeUp(approval: Approval, parts: TakeUpParts): Promise<void> {
  const { id, state, expiresAt } = approval;
  switch (state.is) {
    case 'open':
      if (parts.surroundings.now().getTime() > Date.parse(expiresAt) + OVERDUE_MS)
        await expireApproval(id, parts);
      return;
    case 'planning':
      return goOn(approval, 'plan', parts);
    case 'approved':
    case 'applying':
      return goOn(approval, 'apply', parts);
    case 'verifying':
      return goOn(approval, 'verify', parts);
    default:
      if (revertDue(approval) !== null) return takeBack(approval, parts);
      // It is over; whoever ended it died before the index knew.
      await parts.approvals.change(id, (now) => now);
  }
}

/** What was approved for a while, until its way back is under way. */
async function takeBack(approval: Approval, parts: TakeUpParts): Promise<void> {
  const { approvals, queues, log } = parts;
  if (await isTakenBack(approval, parts)) return approvals.forget(approval.id);
  const job = await queues.takeUp(approval, 'revert');
  if (job.is === 'under-way') return;
  log.warn({ approval: approval.id, job }, 'the way back of a fix, whose job was lost, is taken up');
  if (job.is === 'given-up') await approvals.forget(approval.id);
}

async function goOn(approval: Approval, step: RemediateJob['do'], parts: TakeUpParts): Promise<void> {
  const { id } = approval;
  const job = await parts.queues.takeUp(approval, step);
  if (job.is === 'under-way') return;
  parts.log.warn({ approval: id, step, job }, 'a fix whose job was lost is taken up');
  if (job.is === 'given-up') await giveUp(approval, words.en.givenUp(job.says), parts);
}

async function giveUp({ id }: Approval, says: string, parts: TakeUpParts): Promise<void> {
  const at = parts.surroundings.now().toISOString();
  const ended = await parts.approvals.change(id, (now) => {
    const state = endOf(now.state, at, says);
    return state && { ...now, state };
  });
  if (!ended) return;
  await tellState(ended, parts);
  await show(parts, ended);
}

/** Null when it has ended meanwhile. */
function endOf(state: ApprovalState, at: string, says: string): ApprovalState | null {
  switch (state.is) {
    case 'planning':
      return { is: 'unplanned', at, why: 'unknown', says };
    case 'approved':
      return { is: 'failed', at, says, written: 0 };
    case 'applying':
      return { is: 'failed', at, says, written: null };
    case 'verifying':
      return { is: 'unverified', appliedAt: state.appliedAt, at, says };
    default:
      return null;
  }
}
