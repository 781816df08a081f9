/**
 * What has to follow from the state of a fix: its audit record, its lock, its next job. Done by whoever changed the
 * state, and again by whoever comes after: the one that changed it may have died before it said so.
 */
import type { Approval } from '../../engine/approval.ts';
import { revertDue } from '../../engine/revert-due.ts';
import type { Words } from '../../engine/words.ts';
import { keepAuditNumber, type RemediateParts, tell } from './parts.ts';

const words: Words<{ readonly healed: string }> = {
  en: { healed: 'the check that found it passes now' },
};

/** Twice is once. What people decide (yes, no) is not told here. */
export async function tellState(approval: Approval, parts: RemediateParts): Promise<void> {
  await planRevert(approval, parts);
  const { state } = approval;
  const does = approval.plan?.does ?? approval.title;
  const worker = { who: 'worker' } as const;
  switch (state.is) {
    case 'applying':
      return tell(parts, approval, { ...worker, what: 'applying', at: state.at, says: does });
    case 'verifying':
      await tell(parts, approval, { ...worker, what: 'applied', at: state.appliedAt, says: does });
      return parts.queues.remediate(approval, 'verify');
    case 'verified':
    case 'unverified':
      await tell(parts, approval, { ...worker, what: 'applied', at: state.appliedAt, says: does });
      await tell(parts, approval, { ...worker, what: state.is, at: state.at, says: state.says });
      await keepAuditNumber(parts, approval, state.is);
      return letGo(approval, parts);
    case 'failed':
      await tell(parts, approval, { ...worker, what: 'failed', at: state.at, says: state.says });
      await keepAuditNumber(parts, approval, 'failed');
      return letGo(approval, parts);
    case 'healed':
      await tell(parts, approval, { ...worker, what: 'healed', at: state.at, says: words.en.healed });
      return letGo(approval, parts);
    case 'superseded':
      await tell(parts, approval, { ...worker, what: 'plan-changed', at: state.at, says: state.why });
      await letGo(approval, parts);
      return planNext(state.by, parts);
    case 'expired':
      return tell(parts, approval, { ...worker, what: 'expired', at: state.at, says: does });
    case 'planning':
    case 'unplanned':
    case 'open':
    case 'approved':
    case 'rejected':
      return;
  }
}

/** Before anything else that follows: what was approved for a while must not stay for good. */
async function planRevert(approval: Approval, { queues, surroundings }: RemediateParts): Promise<void> {
  const due = revertDue(approval);
  if (due === null) return;
  const delayMs = Math.max(0, due - surroundings.now().getTime());
  await queues.remediate(approval, 'revert', { delayMs });
}

/** A lock that somebody else has meanwhile stays. */
async function letGo({ id, plan }: Approval, { locks }: RemediateParts): Promise<void> {
  if (plan) await locks.release(plan.locks, id);
}

async function planNext(id: string | null, { approvals, queues }: RemediateParts): Promise<void> {
  const next = id === null ? null : await approvals.read(id);
  if (next?.state.is === 'planning') await queues.remediate(next, 'plan');
}
