/** What presses on fixes ask for: a plan, or the plan that takes a done one back. None writes. */
import type { RemediationsConfig } from '../config.ts';
import type { FixAction } from '../engine/action.ts';
import { type Approval, takenBackBy, WRITTEN } from '../engine/approval.ts';
import { standsAt } from '../engine/incident.ts';
import { type Offer, offersIn } from '../engine/offers.ts';
import { canonical } from '../engine/plan-digest.ts';
import type { Note } from '../engine/reply.ts';
import { act, type FixTopic } from '../jobs/act/act.ts';
import { showFrozen } from '../jobs/act/show-frozen.ts';
import type { Queues } from '../jobs/queues.ts';
import type { Logger } from '../log.ts';
import type { Pressed } from '../slack/buttons.ts';
import type { Requested } from '../slack/handler.ts';
import type { ApprovalStore } from '../store/approvals.ts';
import type { AuditStore } from '../store/audit.ts';
import type { FreezeStore } from '../store/freezes.ts';
import type { IncidentStore } from '../store/incidents.ts';
import type { LockStore } from '../store/locks.ts';
import { mayNow } from './answer-fix.ts';
import type { Received } from './delivery.ts';
import { namedBy } from './named-by.ts';
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
export async function actHere(action: FixAction, received: Received, parts: FixParts): Promise<Note> {
  const { user } = received.sender;
  const { approvers } = parts.remediations;
  const may = action.do === 'unfreeze' ? await mayNow(user, approvers, parts) : 'no';
  const { audit, freezes, remediations: config, topics } = parts;
  const actor = { user, approver: may, key: received.key };
  const told = await act(action, actor, { audit, freezes, config, topics, now: () => new Date() });
  if (action.do === 'freeze' || action.do === 'unfreeze') await showFrozen(parts);
  return told;
}

/** The id comes from the delivery: delivered again, it is the same request. */
export async function requestFix(button: Pressed, received: Received, parts: FixParts): Promise<Requested> {
  const incident = await namedBy(button, received, parts.incidents);
  if (incident?.state.is !== 'answered') return 'gone';
  if (incident.run !== button.run) return 'over';
  const offer = offersIn(incident.state.reply)[button.option];
  if (!offer?.offer.ready || offer.pull === null) return 'over';
  if (!parts.remediations.enabled.includes(offer.offer.id)) return 'not-enabled';
  const approval = asked(offer, incident.id, received);
  if (await isAskedAlready(approval, parts)) return 'asked-already';
  await open(approval, parts);
  return 'planning';
}

const WAITS: ReadonlySet<Approval['state']['is']> = new Set(['planning', 'open', 'approved', 'applying']);

/** Two plans of the same fix side by side would each wait for a yes. The same press, delivered again, is no other. */
async function isAskedAlready(asked: Approval, { approvals, queues }: FixParts): Promise<boolean> {
  const others = (await ofIncident(asked.incident, approvals)).filter(({ id }) => id !== asked.id);
  const isOther = others.some(
    (one) =>
      WAITS.has(one.state.is) &&
      one.undoes === asked.undoes &&
      one.remediation === asked.remediation &&
      one.cause === asked.cause &&
      canonical(one.pull) === canonical(asked.pull),
  );
  // Who presses again may not see it: the thread is brought to what is so.
  if (isOther) await queues.deliver({ incident: asked.incident, requestId: asked.requestId });
  return isOther;
}

async function ofIncident(incident: string, approvals: ApprovalStore): Promise<readonly Approval[]> {
  const all = await Promise.all((await approvals.ofIncident(incident)).map((id) => approvals.read(id)));
  return all.filter((one) => one !== null);
}

/** Asks for the plan that takes a done one back, once; that one needs its own yes. */
export async function requestUndo(id: string, received: Received, parts: FixParts): Promise<Requested> {
  const done = await parts.approvals.read(id);
  const { channel, thread } = received.sender;
  if (!done?.plan || !standsAt(done.place, { channel, thread: thread ?? received.replyThread }))
    return 'gone';
  if (done.plan.undo.by === 'none' || !WRITTEN.has(done.state.is)) return 'over';
  const now = new Date().toISOString();
  const { audit: _, ...kept } = done;
  const back: Approval = {
    ...kept,
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
  };
  const all = await ofIncident(done.incident, parts.approvals);
  // The same press, delivered again, is answered as before.
  if (
    takenBackBy(
      done,
      all.filter((one) => one.id !== back.id),
    ) !== null
  ) {
    await parts.queues.deliver({ incident: done.incident, requestId: back.requestId });
    return 'taken-back';
  }
  if (await isAskedAlready(back, parts)) return 'asked-already';
  await open(back, parts);
  return 'planning';
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
