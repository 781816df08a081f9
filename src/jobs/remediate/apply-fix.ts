/** Writes an approved plan: asks the facts again, then step by step, each of which can be repeated. */
import { randomUUID } from 'node:crypto';
import type { Stamp } from '../../engine/apply-ending.ts';
import { type Approval, isNobody } from '../../engine/approval.ts';
import type { Plan } from '../../engine/plan.ts';
import type { Words } from '../../engine/words.ts';
import { frozenWhy, makePlan } from './make-plan.ts';
import { type RemediateParts, show, tell } from './parts.ts';
import { tellState } from './tell-state.ts';
import { keepMade, madeBy, notesOf } from './trail.ts';

/** It is not known whether a step was written, or another is at it: the job is to be tried again. */
export class TryAgain extends Error {
  override readonly name = 'TryAgain';
}

const words: Words<{
  readonly locked: (object: string, owner: string) => string;
  readonly changed: string;
  readonly frozen: string;
  readonly frozenMeanwhile: string;
}> = {
  en: {
    locked: (object, owner) => `\`${object}\` is being worked on by \`${owner}\``,
    changed: 'what would be written is not what was approved',
    frozen: 'frozen before anything was written',
    frozenMeanwhile: 'frozen while it was being written',
  },
};

/** Longer than the writes of one plan with their retries; a dead worker's lock ends by itself. */
export const LOCK_MS = 120_000;
/** For so long after the yes its ground is asked for again and again; then it is over, and a new plan is needed. */
const UNSEEN_MS = 120_000;
/** One worker at a time per approval: renewed while it lives, over soon after it is killed. */
const TURN_MS = 12_000;
const RENEW_MS = 4_000;

export async function applyFix(id: string, parts: RemediateParts): Promise<void> {
  const turn = [`approval/${id}`];
  const me = randomUUID();
  const mine = await parts.locks.take(turn, me, TURN_MS);
  if (mine.taken === 'none') throw new TryAgain(`Applying ${id}: another worker is at it`);
  const renewing = setInterval(() => {
    parts.locks.take(turn, me, TURN_MS).catch((error: unknown) => {
      parts.log.warn({ err: error, approval: id }, 'the turn could not be renewed');
    });
  }, RENEW_MS);
  try {
    await applyInTurn(id, parts);
  } finally {
    clearInterval(renewing);
    await parts.locks.release(turn, me);
  }
}

async function applyInTurn(id: string, parts: RemediateParts): Promise<void> {
  const approval = await parts.approvals.read(id);
  if (!approval?.plan) return;
  const { plan } = approval;
  switch (approval.state.is) {
    case 'approved': {
      await tellYes(approval, parts);
      const begun = await begin(approval, plan, parts);
      return begun ? write(begun, plan, parts) : undefined;
    }
    // The worker that began it is gone: each step finds out whether it was written.
    case 'applying':
      await tellState(approval, parts);
      return resume(approval, plan, parts);
    default:
      await tellState(approval, parts);
      return show(parts, approval);
  }
}

async function resume(approval: Approval, plan: Plan, parts: RemediateParts): Promise<void> {
  const frozen = await frozenWhy(approval, parts);
  if (frozen !== null) {
    await fail(approval, null, `${words.en.frozenMeanwhile}: ${frozen}`, parts);
    return;
  }
  const locked = await parts.locks.take(plan.locks, approval.id, LOCK_MS);
  if (locked.taken === 'none')
    throw new TryAgain(`Applying ${approval.id}: ${words.en.locked(locked.object, locked.owner)}`);
  await write(approval, plan, parts);
}

/** Who said yes is in the audit before anything is written, whichever process counted it. */
async function tellYes(approval: Approval, parts: RemediateParts): Promise<void> {
  const says = approval.plan?.does ?? approval.title;
  const { requester, yes, state } = approval;
  if (isNobody(requester) && yes.length === 0 && state.is === 'approved')
    await tell(
      parts,
      approval,
      { what: 'approved', who: requester, at: state.at, says },
      `approved:${requester}`,
    );
  for (const { user, at } of yes)
    await tell(parts, approval, { what: 'approved', who: user, at, says }, `approved:${user}`);
}

/** Null when nothing is to be written after all; the record then says why. */
async function begin(approval: Approval, plan: Plan, parts: RemediateParts): Promise<Approval | null> {
  const at = parts.surroundings.now().toISOString();
  const frozen = await frozenWhy(approval, parts);
  if (frozen !== null) return fail(approval, 0, `${words.en.frozen}: ${frozen}`, parts);
  // Who takes back need not wait until it is known whether it helped.
  if (approval.undoes !== undefined) await parts.locks.release(plan.locks, approval.undoes);
  const locked = await parts.locks.take(plan.locks, approval.id, LOCK_MS);
  if (locked.taken === 'none') return fail(approval, 0, words.en.locked(locked.object, locked.owner), parts);
  const changed = approval.undoes === undefined ? await whatChanged(approval, parts) : null;
  if (changed === 'unseen') {
    await parts.locks.release(plan.locks, approval.id);
    throw new TryAgain(`Applying ${approval.id}: what it rests on could not be looked at again`);
  }
  if (changed) return end(approval, changed, parts);
  const begun = await parts.approvals.change(approval.id, (now) =>
    now.state.is === 'approved' ? { ...now, state: { is: 'applying', at } } : null,
  );
  if (!begun) return null;
  await tellState(begun, parts);
  await show(parts, begun);
  return begun;
}

/**
 * The state that it ends in; null when what was approved is still what is needed. `unseen`: nobody knows just now, and it was approved so lately
 * that a yes should not be lost over one silent probe.
 */
async function whatChanged(
  approval: Approval,
  parts: RemediateParts,
): Promise<Approval['state'] | 'unseen' | null> {
  const now = parts.surroundings.now();
  const at = now.toISOString();
  const planning = await makePlan(approval, parts);
  if (planning.ended === 'planned' && planning.digest === approval.digest) return null;
  if (planning.ended === 'unplanned' && planning.why === 'healed') return { is: 'healed', at };
  if (planning.ended === 'unplanned' && planning.why === 'unknown' && isFresh(approval, now)) return 'unseen';
  if (planning.ended === 'unplanned') return { is: 'superseded', at, by: null, why: planning.says };
  const next: Approval = {
    ...approval,
    id: `${approval.id}n`,
    createdAt: at,
    plan: null,
    digest: null,
    yes: [],
    state: { is: 'planning' },
  };
  await parts.approvals.open(next);
  return { is: 'superseded', at, by: next.id, why: words.en.changed };
}

function isFresh({ state }: Approval, now: Date): boolean {
  return state.is === 'approved' && now.getTime() - Date.parse(state.at) < UNSEEN_MS;
}

async function write(approval: Approval, plan: Plan, parts: RemediateParts): Promise<void> {
  const approvedAt = approval.yes.at(-1)?.at ?? approval.createdAt;
  const made = await madeBy(approval.undoes, parts);
  const stamp: Stamp = { approval: approval.id, approvedAt, ...(made === undefined ? {} : { made }) };
  for (const [done, step] of plan.steps.entries()) {
    const frozen = done === 0 ? null : await frozenWhy(approval, parts);
    if (frozen !== null) {
      await fail(approval, done, `${words.en.frozenMeanwhile}: ${frozen}`, parts);
      return;
    }
    const notes = notesOf(approval, done, parts);
    const ending = await parts.applier.write(step, plan, stamp, notes);
    await keepMade(approval.id, done, ending, parts);
    parts.log.info({ approval: approval.id, step: done + 1, does: step.do, ending }, 'a step of a fix');
    if (ending.ended === 'unsure')
      throw new TryAgain(`Writing step ${done + 1} of ${approval.id}: ${ending.says}`);
    if (ending.ended === 'refused') {
      await fail(approval, done, ending.says, parts);
      return;
    }
  }
  const appliedAt = parts.surroundings.now().toISOString();
  const applied = await parts.approvals.change(approval.id, (now) =>
    now.state.is === 'applying' ? { ...now, state: { is: 'verifying', appliedAt, passedSince: null } } : null,
  );
  if (!applied) return;
  await tellState(applied, parts);
  await show(parts, applied);
}

async function fail(
  approval: Approval,
  written: number | null,
  says: string,
  parts: RemediateParts,
): Promise<null> {
  const at = parts.surroundings.now().toISOString();
  return end(approval, { is: 'failed', at, says, written }, parts);
}

async function end(approval: Approval, state: Approval['state'], parts: RemediateParts): Promise<null> {
  const ended = await parts.approvals.change(approval.id, (now) =>
    now.state.is === 'approved' || now.state.is === 'applying' ? { ...now, state } : null,
  );
  if (!ended) return null;
  await tellState(ended, parts);
  await show(parts, ended);
  return null;
}
