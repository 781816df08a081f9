/**
 * What was approved for a while takes itself back when its time is over. The approved plan says so, so nobody is asked
 * again; it is written as any other way back is, with an approval, locks and an audit of its own. A freeze is waited
 * for, and what somebody has changed meanwhile stays.
 */
import { type Approval, TIME_LIMIT } from '../../engine/approval.ts';
import { planDigest } from '../../engine/plan-digest.ts';
import { revertDue } from '../../engine/revert-due.ts';
import { undoPlan } from '../../engine/undo-plan.ts';
import { frozenWhy } from './make-plan.ts';
import { type RemediateParts, show } from './parts.ts';
import type { LookAgainIn } from './verify-fix.ts';

/** While something else is at work on it, or writes are frozen. */
const WAIT_MS = 15_000;

/** Twice is once: the way back is named after what it takes back. */
export async function revertFix(id: string, parts: RemediateParts): Promise<LookAgainIn> {
  const done = await parts.approvals.read(id);
  const dueAt = done && revertDue(done);
  if (!done || dueAt === null) return null;
  const now = parts.surroundings.now();
  const early = dueAt - now.getTime();
  if (early > 0) return early;
  const others = await waysBack(done, parts);
  const own = others.find((one) => one.id === ownId(id));
  if (own) {
    // Whoever opened it may have died before it was handed on.
    if (own.state.is === 'approved') await parts.queues.remediate(own, 'apply');
    return null;
  }
  if (others.some(({ state }) => BACK.has(state.is))) return null;
  if (others.some(({ state }) => AT_WORK.has(state.is))) return WAIT_MS;
  if ((await frozenWhy(done, parts)) !== null || (await isLocked(done, parts))) return WAIT_MS;
  const back = wayBack(done, now.toISOString());
  if (back === null) return null;
  await parts.approvals.open(back);
  await parts.queues.remediate(back, 'apply');
  await show(parts, back);
  return null;
}

type StateName = Approval['state']['is'];
/** Somebody took it back before its time. */
const BACK: ReadonlySet<StateName> = new Set(['verifying', 'verified']);
const AT_WORK: ReadonlySet<StateName> = new Set(['approved', 'applying']);

/** Its way back is on its way, or done. */
export async function isTakenBack(done: Approval, parts: RemediateParts): Promise<boolean> {
  const others = await waysBack(done, parts);
  return others.some(
    ({ id, state }) => (id === ownId(done.id) && state.is !== 'approved') || BACK.has(state.is),
  );
}

function ownId(id: string): string {
  return `${id}b`;
}

async function waysBack(
  { id, incident }: Approval,
  { approvals }: RemediateParts,
): Promise<readonly Approval[]> {
  const ids = await approvals.ofIncident(incident);
  const all = await Promise.all(ids.map((one) => approvals.read(one)));
  return all.filter((one) => one?.undoes === id).map((one) => one as Approval);
}

async function isLocked({ id, plan }: Approval, { locks }: RemediateParts): Promise<boolean> {
  const owners = await Promise.all((plan?.locks ?? []).map((object) => locks.ownerOf(object)));
  return owners.some((owner) => owner !== null && owner !== id);
}

function wayBack(done: Approval, at: string): Approval | null {
  const plan = done.plan && undoPlan(done.plan);
  if (!plan) return null;
  const { audit: _, trail: __, ...kept } = done;
  return {
    ...kept,
    id: ownId(done.id),
    createdAt: at,
    expiresAt: at,
    requester: TIME_LIMIT,
    title: plan.does,
    plan,
    digest: planDigest(plan),
    needs: 1,
    yes: [],
    state: { is: 'approved', at },
    undoes: done.id,
  };
}
