/** Yes and no to a plan: who may is read at the press, the store counts it once, the audit hears of it either way. */
import {
  type Approval,
  approve,
  type May,
  type Press,
  type Pressing,
  type Refused,
  reject,
} from '../engine/approval.ts';
import { type ApproverRule, groupsToRead, mayApprove, rulesFor } from '../engine/approvers.ts';
import { tell } from '../jobs/remediate/parts.ts';
import type { FixAnswered, RefusalFacts } from '../slack/handler.ts';
import type { Received } from './delivery.ts';
import type { FixParts } from './fixes.ts';

export async function approveFix(id: string, received: Received, parts: FixParts): Promise<FixAnswered> {
  return answer(id, received, parts, approve);
}

export async function rejectFix(
  id: string,
  why: string,
  received: Received,
  parts: FixParts,
): Promise<FixAnswered> {
  return answer(id, received, parts, (approval, press) => reject(approval, press, why));
}

async function answer(
  id: string,
  received: Received,
  parts: FixParts,
  decide: (approval: Approval, press: Press) => Pressing,
): Promise<FixAnswered> {
  const known = await parts.approvals.read(id);
  if (!known) return { ended: 'refused', code: 'gone' };
  const press = await pressOf(known, received, parts);
  let pressing: Pressing = { ended: 'refused', code: 'gone' };
  await parts.approvals.change(id, (now) => {
    pressing = decide(now, press);
    return pressing.ended === 'counted' ? pressing.approval : null;
  });
  // Assigned in the closure above, which the compiler does not follow.
  const decided = pressing as Pressing;
  // Also of a press that is refused: whoever counted the one before may have died before it said so.
  const approval =
    decided.ended === 'counted' ? decided.approval : ((await parts.approvals.read(id)) ?? known);
  await recordCounted(approval, parts);
  await follow(approval, parts);
  if (decided.ended === 'counted') return { ended: 'counted', missing: decided.missing };
  await recordRefused(approval, decided.code, received, press, parts);
  return { ended: 'refused', code: decided.code, facts: await factsOf(approval, press, parts) };
}

/** Who presses, from where, and whether the rules let this person: read now, not when the plan was shown. */
async function pressOf(approval: Approval, received: Received, parts: FixParts): Promise<Press> {
  const { user, channel, thread } = received.sender;
  const { plan } = approval;
  const cluster = plan?.scope.cluster ?? null;
  const rules = plan ? rulesFor(plan, parts.remediations.approvers) : [];
  return {
    user,
    channel,
    thread: thread ?? received.replyThread,
    at: new Date().toISOString(),
    may: await mayNow(user, rules, parts),
    frozen: (await parts.freezes.over(cluster)) !== null,
    lockedBy: await lockedBy(approval, parts),
  };
}

/** The approval whose fix is at work on one of the objects; a way back does not wait for what it takes back. */
async function lockedBy({ id, plan, undoes }: Approval, { locks }: FixParts): Promise<string | null> {
  const owners = await Promise.all((plan?.locks ?? []).map((object) => locks.ownerOf(object)));
  return owners.find((owner) => owner !== null && owner !== id && owner !== undoes) ?? null;
}

async function factsOf(
  approval: Approval,
  press: Press,
  { approvals, freezes, remediations }: FixParts,
): Promise<RefusalFacts> {
  return {
    approval,
    rules: remediations.approvers,
    freeze: press.frozen ? await freezes.over(approval.plan?.scope.cluster ?? null) : null,
    other: press.lockedBy === null ? null : await approvals.read(press.lockedBy),
  };
}

/** Each yes and the no, however often somebody presses. */
async function recordCounted(approval: Approval, parts: FixParts): Promise<void> {
  const { state, yes, plan, title } = approval;
  const says = plan?.does ?? title;
  for (const { user, at } of yes)
    await tell(parts, approval, { what: 'approved', who: user, at, says }, `approved:${user}`);
  if (state.is === 'rejected')
    await tell(
      parts,
      approval,
      { what: 'rejected', who: state.by, at: state.at, says },
      `rejected:${state.by}`,
    );
}

async function recordRefused(
  approval: Approval,
  code: Refused,
  { key }: Received,
  { user, at }: Press,
  parts: FixParts,
): Promise<void> {
  await tell(parts, approval, { what: 'refused', who: user, at, says: code }, `refused:${key}`);
}

async function follow(approval: Approval, { queues }: FixParts): Promise<void> {
  if (approval.state.is === 'approved') await queues.remediate(approval, 'apply');
  await queues.deliver({ incident: approval.incident, requestId: approval.requestId });
}

/** Read from Slack at this very moment. A group that Slack does not tell lets nobody in, and keeps nobody out for good. */
export async function mayNow(
  user: string,
  rules: readonly ApproverRule[],
  { membersOf, log }: Pick<FixParts, 'membersOf' | 'log'>,
): Promise<May> {
  const groups = groupsToRead(user, rules);
  const read = await Promise.allSettled(
    groups.map(async (group) => [group, await membersOf(group)] as const),
  );
  const members = new Map(read.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : [])));
  const failed = read.find((one) => one.status === 'rejected');
  if (failed) log.warn({ err: failed.reason, user }, 'members of a user group could not be read');
  const may = mayApprove(user, rules, members);
  return may === 'no' && failed ? 'unread' : may;
}
