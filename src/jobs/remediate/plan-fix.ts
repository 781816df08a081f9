/** Makes the plan of an approval that was asked for and opens it for its yes. Twice is once. */
import { type Approval, type ApprovalState, AUTOPILOT } from '../../engine/approval.ts';
import { autopilotRule } from '../../engine/autopilot.ts';
import { planDigest } from '../../engine/plan-digest.ts';
import { undoPlan } from '../../engine/undo-plan.ts';
import { frozenWhy, makePlan, type Planning } from './make-plan.ts';
import { type RemediateParts, show, tell } from './parts.ts';

export async function planFix(id: string, parts: RemediateParts): Promise<void> {
  const asked = await parts.approvals.read(id);
  if (asked?.state.is !== 'planning') {
    // The worker that planned it may have died before it said so.
    if (asked) await follow(asked, parts);
    return;
  }
  const at = parts.surroundings.now().toISOString();
  const says = asked.title;
  await tell(parts, asked, { what: 'requested', who: asked.requester, at, says });
  const planning = await rehearsed(asked, await plan(asked, parts), parts);
  const yes = await mayWithoutYes(asked, planning, parts);
  const next = await parts.approvals.change(id, (now) =>
    now.state.is === 'planning' ? opened(now, planning, yes, parts) : null,
  );
  if (next) await follow(next, parts);
}

async function plan(asked: Approval, parts: RemediateParts): Promise<Planning> {
  if (asked.undoes === undefined) return makePlan(asked, parts);
  const frozen = await frozenWhy(asked, parts);
  if (frozen !== null) return { ended: 'unplanned', why: 'frozen', says: frozen };
  const done = await parts.approvals.read(asked.undoes);
  const back = done?.plan ? undoPlan(done.plan) : null;
  if (!back) return { ended: 'unplanned', why: 'not-ready', says: 'it cannot be taken back' };
  return { ended: 'planned', plan: back, digest: planDigest(back) };
}

/** The API server's refusal is shown instead of a plan that it would refuse after the yes. */
async function rehearsed(asked: Approval, planning: Planning, parts: RemediateParts): Promise<Planning> {
  if (planning.ended === 'unplanned') return planning;
  const stamp = { approval: asked.id, approvedAt: asked.createdAt };
  const ending = await parts.applier.rehearse(planning.plan, stamp);
  if (ending.ended === 'written') return planning;
  return { ended: 'unplanned', why: ending.ended === 'refused' ? 'refused' : 'unknown', says: ending.says };
}

/** `needed`: people are asked, also for what autopilot may do but has done often enough. */
async function mayWithoutYes(
  { id, requester, undoes }: Approval,
  planning: Planning,
  { config, autopilot, surroundings, log }: RemediateParts,
): Promise<'needed' | 'not-needed'> {
  if (requester !== AUTOPILOT || undoes !== undefined || planning.ended === 'unplanned') return 'needed';
  const { remediation, risk, scope, locks } = planning.plan;
  const rule = autopilotRule({ remediation, risk, ...scope }, config.autopilot);
  if (!rule) return 'needed';
  const taken = await autopilot.take(rule, locks, id, surroundings.now().getTime());
  log.info({ approval: id, remediation, taken }, 'autopilot');
  return taken === 'taken' ? 'not-needed' : 'needed';
}

function opened(
  asked: Approval,
  planning: Planning,
  yes: 'needed' | 'not-needed',
  { config, surroundings }: RemediateParts,
): Approval {
  const now = surroundings.now();
  const at = now.toISOString();
  if (planning.ended === 'unplanned') {
    const { why, says } = planning;
    return { ...asked, state: { is: 'unplanned', at, why, says } };
  }
  const expiresAt = new Date(now.getTime() + config.expireMinutes * 60_000).toISOString();
  const state: ApprovalState = yes === 'not-needed' ? { is: 'approved', at } : { is: 'open' };
  const { plan, digest } = planning;
  return { ...asked, plan, digest, needs: plan.risk === 'high' ? 2 : 1, expiresAt, state };
}

/** What comes after a plan was made, whoever made it. */
async function follow(approval: Approval, parts: RemediateParts): Promise<void> {
  if (approval.state.is === 'open')
    await parts.queues.remediate(approval, 'expire', {
      delayMs: Math.max(0, Date.parse(approval.expiresAt) - Date.now()),
    });
  if (approval.state.is === 'approved') await parts.queues.remediate(approval, 'apply');
  await show(parts, approval);
}
