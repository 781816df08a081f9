/** What presses on fixes do: they ask for a plan, say yes or no to it, or ask to take it back. None writes. */

import type { RemediationsConfig } from '../config.ts';
import type { Action } from '../engine/action.ts';
import { type Approval, approve, type May, type Press, type Pressing, reject } from '../engine/approval.ts';
import { type ApproverRule, groupsToRead, mayApprove, rulesFor } from '../engine/approvers.ts';
import type { AuditWhat } from '../engine/audit.ts';
import { type Offer, offersIn } from '../engine/offers.ts';
import type { Note } from '../engine/reply.ts';
import { act, type FixTopic } from '../jobs/act/act.ts';
import { showFrozen } from '../jobs/act/show-frozen.ts';
import type { Queues } from '../jobs/queues.ts';
import type { Logger } from '../log.ts';
import type { Pressed } from '../slack/buttons.ts';
import type { FixAnswered, RefusalFacts, Requested } from '../slack/handler.ts';
import type { ApprovalStore } from '../store/approvals.ts';
import type { AuditStore } from '../store/audit.ts';
import type { FreezeStore } from '../store/freezes.ts';
import type { IncidentStore } from '../store/incidents.ts';
import type { LockStore } from '../store/locks.ts';
import type { Received } from './delivery.ts';
import type { MembersOf } from './user-groups.ts';

export interface FixParts {
  readonly incidents: IncidentStore;
  readonly approvals: ApprovalStore;
  readonly freezes: FreezeStore;
  readonly locks: Pick<LockStore, 'ownerOf'>;
  readonly audit: AuditStore;
  readonly remediations: RemediationsConfig;
  readonly membersOf: MembersOf;
  readonly topics: readonly FixTopic[];
  readonly queues: Queues;
  readonly log: Logger;
}

/** Freezes and tells, in the name of the sender. Who is named in any rule is an approver. */
export async function actHere(action: Action, received: Received, parts: FixParts): Promise<Note> {
  const { user } = received.sender;
  const { approvers } = parts.remediations;
  const may = action.do === 'unfreeze' ? await mayNow(user, approvers, parts) : 'no';
  const { audit, freezes, remediations: config, topics } = parts;
  const actor = { user, approver: may, key: received.key };
  const told = await act(action, actor, { audit, freezes, config, topics, now: () => new Date() });
  if (action.do === 'freeze' || action.do === 'unfreeze') await showFrozen(parts);
  return told;
}

/** Read from Slack at this very moment. A group that Slack does not tell lets nobody in, and keeps nobody out for good. */
async function mayNow(
  user: string,
  rules: readonly ApproverRule[],
  { membersOf, log }: FixParts,
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

/** The id comes from the delivery: delivered again, it is the same request. */
export async function requestFix(button: Pressed, received: Received, parts: FixParts): Promise<Requested> {
  const incident = await parts.incidents.read(button.incident);
  if (incident?.state.is !== 'answered') return 'gone';
  if (incident.run !== button.run) return 'over';
  const offer = offersIn(incident.state.reply)[button.option];
  if (!offer?.offer.ready || offer.pull === null) return 'over';
  if (!parts.remediations.enabled.includes(offer.offer.id)) return 'not-enabled';
  const approval = asked(offer, incident.id, received);
  await open(approval, parts);
  return 'planning';
}

/** Only what was written can be taken back. */
const WRITTEN: ReadonlySet<Approval['state']['is']> = new Set(['verifying', 'verified', 'unverified']);

/** Asks for the plan that takes a done one back; that one needs its own yes. */
export async function requestUndo(id: string, received: Received, parts: FixParts): Promise<Requested> {
  const done = await parts.approvals.read(id);
  if (!done?.plan) return 'gone';
  if (done.plan.undo.by === 'none' || !WRITTEN.has(done.state.is)) return 'over';
  const now = new Date().toISOString();
  await open(
    {
      ...done,
      id: `apr-${received.key}`,
      requestId: received.requestId,
      createdAt: now,
      expiresAt: now,
      requester: received.sender.user,
      title: done.plan.undo.says,
      plan: null,
      digest: null,
      yes: [],
      state: { is: 'planning' },
      undoes: id,
      trail: {},
    },
    parts,
  );
  return 'planning';
}

export async function approveFix(id: string, received: Received, parts: FixParts): Promise<FixAnswered> {
  return answer(id, received, parts, approve, 'approved');
}

export async function rejectFix(
  id: string,
  why: string,
  received: Received,
  parts: FixParts,
): Promise<FixAnswered> {
  return answer(id, received, parts, (approval, press) => reject(approval, press, why), 'rejected');
}

async function answer(
  id: string,
  received: Received,
  parts: FixParts,
  decide: (approval: Approval, press: Press) => Pressing,
  what: Extract<AuditWhat, 'approved' | 'rejected'>,
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
  await record(decided.ended === 'counted' ? decided.approval : known, decided, received, what, press, parts);
  if (decided.ended === 'refused')
    return { ended: 'refused', code: decided.code, facts: await factsOf(id, known, press, parts) };
  await follow(decided.approval, parts);
  return { ended: 'counted', missing: decided.missing };
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

/** Read again: the press that came first has changed it. */
async function factsOf(
  id: string,
  known: Approval,
  press: Press,
  { approvals, freezes, remediations }: FixParts,
): Promise<RefusalFacts> {
  const approval = (await approvals.read(id)) ?? known;
  return {
    approval,
    rules: remediations.approvers,
    freeze: press.frozen ? await freezes.over(approval.plan?.scope.cluster ?? null) : null,
    other: press.lockedBy === null ? null : await approvals.read(press.lockedBy),
  };
}

async function record(
  approval: Approval,
  pressing: Pressing,
  { key }: Received,
  what: Extract<AuditWhat, 'approved' | 'rejected'>,
  { user, at }: Press,
  { audit }: FixParts,
): Promise<void> {
  const { id, incident, remediation, digest, plan } = approval;
  const scope = plan?.scope ?? { cluster: null, namespace: null, registry: null };
  const counted = pressing.ended === 'counted';
  const says = counted ? (plan?.does ?? approval.title) : pressing.code;
  const event = {
    at,
    what: counted ? what : ('refused' as const),
    who: user,
    approval: id,
    incident,
    remediation,
    digest,
    ...scope,
    says,
  };
  await audit.tell(event, counted ? `${id}:${what}:${user}` : `${id}:refused:${key}`);
}

async function follow(approval: Approval, { queues }: FixParts): Promise<void> {
  if (approval.state.is === 'approved') await queues.remediate(approval, 'apply');
  await queues.deliver({ incident: approval.incident, requestId: approval.requestId });
}

function asked({ offer, cause, pull }: Offer, incident: string, received: Received): Approval {
  const now = new Date().toISOString();
  const { channel, user } = received.sender;
  return {
    id: `apr-${received.key}`,
    requestId: received.requestId,
    incident,
    place: { channel, thread: received.replyThread },
    createdAt: now,
    // Set anew when there is a plan that could expire.
    expiresAt: now,
    requester: user,
    // requestFix has refused an offer without it.
    pull: pull as NonNullable<typeof pull>,
    cause,
    remediation: offer.id,
    title: offer.title,
    plan: null,
    digest: null,
    needs: 1,
    yes: [],
    state: { is: 'planning' },
  };
}

async function open(approval: Approval, { approvals, queues, log }: FixParts): Promise<void> {
  const opened = await approvals.open(approval);
  const { id, incident, requestId, remediation, requester } = approval;
  log.info({ approval: id, incident, remediation, opened, user: requester }, 'a fix is asked for');
  await Promise.all([queues.remediate(approval, 'plan'), queues.deliver({ incident, requestId })]);
}
