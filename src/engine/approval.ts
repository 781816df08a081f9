/** One plan, waiting for its yes, and what became of it. */
import type { Place } from './incident.ts';
import type { Plan } from './plan.ts';
import type { Pull } from './subject.ts';

/** Who is the requester of what nobody asked for. */
export const AUTOPILOT = 'autopilot';
/** Who takes back what was approved for a while. */
export const TIME_LIMIT = 'time-limit';

/** Whether it is the product itself that asks. */
export function isNobody(requester: string): boolean {
  return requester === AUTOPILOT || requester === TIME_LIMIT;
}

export interface Approval {
  /** `apr-…`. */
  readonly id: string;
  /** Joins its log lines to those of the question. */
  readonly requestId: string;
  /** The incident whose verdict offered it. */
  readonly incident: string;
  /** The thread it belongs to: a press from elsewhere is refused. */
  readonly place: Place;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly expiresAt: string;
  /** Slack id of who asked for the fix; `autopilot` or `time-limit` when nobody did. */
  readonly requester: string;
  /** What it is about; looked at again before anything is written. */
  readonly pull: Pull;
  /** Id of the check whose finding it mends. */
  readonly cause: string;
  /** Id of the remediation, its button's words and its risk as it was offered. */
  readonly remediation: string;
  readonly title: string;
  /** Null until it is made, and where none could be. */
  readonly plan: Plan | null;
  /** Of the plan. */
  readonly digest: string | null;
  /** How many different people must say yes. */
  readonly needs: 1 | 2;
  readonly yes: readonly Yes[];
  readonly state: ApprovalState;
  /** The approval whose plan this one takes back. */
  readonly undoes?: string;
  /** Number of the audit record of its end. */
  readonly audit?: number;
  /** By step, from 0: what was so before its first try, and what it made. */
  readonly trail?: Readonly<Record<string, { readonly before?: string; readonly made?: string }>>;
}

export interface Yes {
  readonly user: string;
  /** ISO 8601. */
  readonly at: string;
}

export type ApprovalState =
  /** A worker looks again and makes the plan. */
  | { readonly is: 'planning' }
  /** There is no plan to show, and why; nothing was written. `refused`: the API server's dry run. */
  | {
      readonly is: 'unplanned';
      readonly at: string;
      readonly why: 'healed' | 'unknown' | 'not-ready' | 'refused' | 'frozen';
      readonly says: string;
    }
  /** Shown; waits for people. */
  | { readonly is: 'open' }
  /** Enough people said yes; a worker asks the facts again and then writes. */
  | { readonly is: 'approved'; readonly at: string }
  /** The first write may have happened. */
  | { readonly is: 'applying'; readonly at: string }
  /** All steps are written; the check that found the fault is asked. */
  | { readonly is: 'verifying'; readonly appliedAt: string; readonly passedSince: string | null }
  | { readonly is: 'verified'; readonly appliedAt: string; readonly at: string; readonly says: string }
  | { readonly is: 'unverified'; readonly appliedAt: string; readonly at: string; readonly says: string }
  /** A step was refused; `written` steps before it stand; null: a worker died over it, nobody knows. */
  | { readonly is: 'failed'; readonly at: string; readonly says: string; readonly written: number | null }
  /** The fault is gone without us; nothing was written. */
  | { readonly is: 'healed'; readonly at: string }
  /** The facts are others now: a new plan is shown for a new yes. */
  | { readonly is: 'superseded'; readonly at: string; readonly by: string | null; readonly why: string }
  | { readonly is: 'rejected'; readonly at: string; readonly by: string; readonly why: string }
  | { readonly is: 'expired'; readonly at: string };

/** The one that took it back; null: it stands. `all`: of the same incident. */
export function takenBackBy({ id }: Approval, all: readonly Approval[]): Approval | null {
  return all.find(({ undoes, state }) => undoes === id && WRITTEN.has(state.is)) ?? null;
}

/** All steps stand, whether or not they helped; only then can they be taken back. */
export const WRITTEN: ReadonlySet<ApprovalState['is']> = new Set(['verifying', 'verified', 'unverified']);

/** Why a press did nothing; machines and tests know them by these names. */
export type Refused =
  | 'not-an-approver'
  | 'group-unread'
  | 'self-approval'
  | 'approved-already'
  | 'wrong-thread'
  | 'expired'
  | 'rejected'
  | 'plan-changed'
  | 'healed'
  | 'being-applied'
  | 'already-applied'
  | 'failed'
  | 'frozen'
  | 'locked'
  | 'gone';

/** `unread`: a rule names a group whose members Slack did not tell. */
export type May = 'yes' | 'no' | 'unread';

export interface Press {
  readonly user: string;
  readonly channel: string;
  readonly thread: string | null;
  /** ISO 8601. */
  readonly at: string;
  /** Whether the rules let this person say yes to this plan, read at this very press; `unread`: Slack did not tell. */
  readonly may: May;
  /** Writes are frozen here. */
  readonly frozen: boolean;
  /** The approval whose fix is at work on the same object; null: none is. */
  readonly lockedBy: string | null;
}

export type Pressing =
  | { readonly ended: 'counted'; readonly approval: Approval; readonly missing: number }
  | { readonly ended: 'refused'; readonly code: Refused };

/** Somebody says yes. Pure; the store makes it happen once. */
export function approve(approval: Approval, press: Press): Pressing {
  const closed = whyClosed(approval, press);
  if (closed) return { ended: 'refused', code: closed };
  if (press.frozen) return { ended: 'refused', code: 'frozen' };
  if (press.may !== 'yes') return { ended: 'refused', code: whyNot(press.may) };
  if (approval.plan?.risk !== 'low' && press.user === approval.requester)
    return { ended: 'refused', code: 'self-approval' };
  if (approval.yes.some(({ user }) => user === press.user))
    return { ended: 'refused', code: 'approved-already' };
  if (press.lockedBy !== null) return { ended: 'refused', code: 'locked' };
  const yes = [...approval.yes, { user: press.user, at: press.at }];
  const missing = Math.max(0, approval.needs - yes.length);
  const state: ApprovalState = missing === 0 ? { is: 'approved', at: press.at } : approval.state;
  return { ended: 'counted', approval: { ...approval, yes, state }, missing };
}

/** Somebody says no. Whoever may approve may reject, and so may the requester. */
export function reject(approval: Approval, press: Press, why: string): Pressing {
  const closed = whyClosed(approval, press);
  if (closed) return { ended: 'refused', code: closed };
  if (press.may !== 'yes' && press.user !== approval.requester)
    return { ended: 'refused', code: whyNot(press.may) };
  const state: ApprovalState = { is: 'rejected', at: press.at, by: press.user, why };
  return { ended: 'counted', approval: { ...approval, state }, missing: 0 };
}

/** Time has passed; null when there is nothing to do. */
export function expire(approval: Approval, now: string): Approval | null {
  if (approval.state.is !== 'open' || Date.parse(now) < Date.parse(approval.expiresAt)) return null;
  return { ...approval, state: { is: 'expired', at: now } };
}

function whyNot(may: Exclude<May, 'yes'>): Refused {
  return may === 'no' ? 'not-an-approver' : 'group-unread';
}

function whyClosed(approval: Approval, press: Press): Refused | null {
  const { channel, thread } = approval.place;
  if (press.channel !== channel || (thread !== null && press.thread !== thread)) return 'wrong-thread';
  const { state } = approval;
  switch (state.is) {
    case 'open':
      return Date.parse(press.at) >= Date.parse(approval.expiresAt) ? 'expired' : null;
    case 'planning':
    case 'unplanned':
      return 'gone';
    case 'approved':
    case 'applying':
      return 'being-applied';
    case 'verifying':
    case 'verified':
    case 'unverified':
      return 'already-applied';
    case 'superseded':
      return 'plan-changed';
    case 'expired':
    case 'rejected':
    case 'healed':
    case 'failed':
      return state.is;
  }
}
