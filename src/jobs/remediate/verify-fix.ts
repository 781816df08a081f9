/** After a fix: the check that found the fault is asked until it passes and stays so, or time is up. */
import type { Approval } from '../../engine/approval.ts';
import type { Plan } from '../../engine/plan.ts';
import type { Words } from '../../engine/words.ts';
import { lookAgain } from './look-again.ts';
import { type RemediateParts, show, tell } from './parts.ts';

const words: Words<{
  readonly passes: (check: string, seconds: number) => string;
  readonly takenBack: string;
  readonly stillFails: (check: string, seconds: number, says: string) => string;
}> = {
  en: {
    passes: (check, seconds) => `\`${check}\` passes, ${seconds} s after the fix.`,
    takenBack: 'Taken back.',
    stillFails: (check, seconds, says) => `\`${check}\` still fails ${seconds} s after the fix: ${says}`,
  },
};

/** How long until it is looked at again, milliseconds; null when it is over. */
export type LookAgainIn = number | null;

const EVERY_MS = 2_000;

export async function verifyFix(id: string, parts: RemediateParts): Promise<LookAgainIn> {
  const approval = await parts.approvals.read(id);
  if (approval?.state.is !== 'verifying' || !approval.plan) {
    if (approval) await finish(approval, parts);
    return null;
  }
  const { plan, state } = approval;
  if (approval.undoes !== undefined) return close(approval, plan, 'verified', words.en.takenBack, parts);
  const now = parts.surroundings.now().getTime();
  const after = Math.round((now - Date.parse(state.appliedAt)) / 1000);
  const seen = await look(approval, parts);
  if (seen.passes) {
    const since = state.passedSince ?? new Date(now).toISOString();
    if (now - Date.parse(since) >= plan.verify.steadyS * 1000)
      return close(approval, plan, 'verified', words.en.passes(approval.cause, after), parts);
    await keepSince(approval, since, parts);
    return EVERY_MS;
  }
  if (after >= plan.verify.withinS + plan.verify.steadyS)
    return close(approval, plan, 'unverified', words.en.stillFails(approval.cause, after, seen.says), parts);
  await keepSince(approval, null, parts);
  return EVERY_MS;
}

async function look(
  { cause, pull }: Approval,
  { surroundings }: RemediateParts,
): Promise<{ readonly passes: boolean; readonly says: string }> {
  const check = surroundings.checks.find((one) => one.id === cause);
  if (!check) return { passes: false, says: `this version has no check \`${cause}\`` };
  const again = await lookAgain(pull, check, null, surroundings);
  if (again.state === 'passes') return { passes: true, says: '' };
  if (again.state === 'unknown') return { passes: false, says: again.why };
  return { passes: false, says: again.finding.evidence[0].says };
}

async function keepSince(
  approval: Approval,
  passedSince: string | null,
  parts: RemediateParts,
): Promise<void> {
  if (approval.state.is === 'verifying' && approval.state.passedSince === passedSince) return;
  await parts.approvals.change(approval.id, (now) =>
    now.state.is === 'verifying' ? { ...now, state: { ...now.state, passedSince } } : null,
  );
}

async function close(
  approval: Approval,
  plan: Plan,
  is: 'verified' | 'unverified',
  says: string,
  parts: RemediateParts,
): Promise<null> {
  const at = parts.surroundings.now().toISOString();
  const closed = await parts.approvals.change(approval.id, (now) =>
    now.state.is === 'verifying' ? { ...now, state: { is, appliedAt: now.state.appliedAt, at, says } } : null,
  );
  if (closed) await finish(closed, parts);
  await parts.locks.release(plan.locks, approval.id);
  return null;
}

/** Also for a worker that died between closing it and telling so. */
async function finish(approval: Approval, parts: RemediateParts): Promise<void> {
  const { state } = approval;
  if (state.is === 'verified' || state.is === 'unverified')
    await tell(parts, approval, { what: state.is, who: 'worker', at: state.at, says: state.says });
  await show(parts, approval);
}
