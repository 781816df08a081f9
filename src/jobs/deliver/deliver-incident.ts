/** Brings a thread to what its incident's record says. Idempotent: doing it twice changes nothing. */
import type { RemediationsConfig } from '../../config.ts';
import { type Approval, takenBackBy } from '../../engine/approval.ts';
import type { Titles } from '../../engine/check-titles.ts';
import type { Freeze } from '../../engine/freeze.ts';
import type { Incident } from '../../engine/incident.ts';
import type { Trouble } from '../../engine/trouble.ts';
import type { Language } from '../../engine/words.ts';
import { approvalEnd, approvalMessage } from '../../slack/approval.ts';
import { answerMessage, rootMessage, type Viewed } from '../../slack/incident.ts';
import type { ApprovalStore } from '../../store/approvals.ts';
import type { DigestStore } from '../../store/digests.ts';
import type { FreezeStore } from '../../store/freezes.ts';
import type { IncidentStore } from '../../store/incidents.ts';
import type { TroubleStore } from '../../store/troubles.ts';
import { deliverDigest } from './deliver-digest.ts';
import { deliverFiles, type FileParts } from './deliver-files.ts';
import { deliverPrivately } from './deliver-privately.ts';
import { deliverElsewhere, deliverTrouble } from './deliver-trouble.ts';
import type { SlackDesk, Spot } from './desk.ts';
import { type PostParts, postOnce, type ToPost } from './post-once.ts';
import { postsOf } from './posts-of.ts';
import { show } from './show.ts';
import { ROOT, SHUT_OUT } from './slots.ts';

export interface DeliverParts extends PostParts, FileParts {
  /** The desk of what nobody asked; absent: the same. */
  readonly later?: SlackDesk;
  readonly incidents: IncidentStore;
  readonly approvals: Pick<ApprovalStore, 'ofIncident' | 'read'>;
  readonly freezes: Pick<FreezeStore, 'all'>;
  readonly troubles: Pick<TroubleStore, 'read'>;
  readonly digests: Pick<DigestStore, 'read'>;
  /** Which fixes are enabled, and who may approve them. */
  readonly remediations: Pick<RemediationsConfig, 'enabled' | 'approvers'>;
  readonly titles: Titles;
  readonly language: Language;
  readonly now: () => Date;
}

/** Throws TryLater when Slack is to be asked again. */
export async function deliverIncident(id: string, all: DeliverParts): Promise<void> {
  const [incident, seen, freezes] = await Promise.all([
    all.incidents.read(id),
    all.posts.all(id),
    all.freezes.all(),
  ]);
  if (!incident) return all.log.warn({ incident: id }, 'nothing to deliver: the incident has expired');
  // What was told waits behind what was asked.
  const desk = incident.trouble === undefined ? all.desk : (all.later ?? all.desk);
  const parts: OneDelivery = {
    ...all,
    desk,
    freezes,
    posts: postsOf(id, seen, all.posts),
    forFiles: { ...all, desk },
  };
  const shutOut = seen.get(SHUT_OUT);
  if (shutOut?.is === 'posted') return deliverPrivately(incident, shutOut.shows, parts);
  const says = await deliverToChannel(incident, parts);
  if (says === null) return;
  await parts.posts.write(id, SHUT_OUT, { is: 'posted', ts: null, shows: says });
  await deliverPrivately(incident, says, parts);
}

interface OneDelivery extends Omit<DeliverParts, 'freezes'> {
  readonly freezes: readonly Freeze[];
  /** A file is put in two steps, of which another process may have done one meanwhile: they are read each time. */
  readonly forFiles: FileParts;
}

/** Null when it is delivered, else why the bot may not post there. */
async function deliverToChannel(incident: Incident, parts: OneDelivery): Promise<string | null> {
  const { channel, thread } = incident.place;
  const trouble = await troubleOf(incident, parts);
  if (trouble && trouble.incident !== incident.id) return deliverElsewhere(incident, trouble, parts);
  const summed = trouble?.summed ?? null;
  if (summed) {
    const shutOut = await deliverDigest(summed.digest, parts);
    if (!summed.opened) return shutOut;
  }
  const usual: Viewed = {
    titles: parts.titles,
    now: parts.now(),
    language: parts.language,
    fixes: { enabled: new Set(parts.remediations.enabled), freezes: parts.freezes },
  };
  const viewed = trouble ? { ...usual, trouble } : usual;
  const post = (slot: string, spot: Spot, message: ToPost['message']): ToPost => ({
    incident: incident.id,
    slot,
    spot,
    message,
  });
  const answer = (spot: Spot): ToPost =>
    post(`answer-${incident.message}`, spot, answerMessage(incident, viewed));
  if (!hasRoot(incident)) {
    const shown = await show(answer({ channel, thread }), parts);
    if (shown.ended === 'shut-out') return shown.says;
    await deliverFiles(incident, { channel, thread: thread ?? shown.ts }, parts.forFiles);
    if (trouble) await deliverTrouble(trouble, { channel, thread: thread ?? shown.ts }, parts);
    return deliverApprovals(incident, thread ?? shown.ts, parts);
  }
  const root = post(ROOT, { channel, thread: null }, rootMessage(incident, viewed));
  const rooted = await postOnce(root, parts);
  if (rooted.ended === 'shut-out') return rooted.says;
  const shown = await show(answer({ channel, thread: rooted.ts }), parts);
  if (shown.ended === 'shut-out') return shown.says;
  await deliverFiles(incident, { channel, thread: rooted.ts }, parts.forFiles);
  // The thread has the answer before the channel has its headline.
  await show(root, parts);
  if (trouble) await deliverTrouble(trouble, { channel, thread: rooted.ts }, parts);
  return deliverApprovals(incident, rooted.ts, parts);
}

/** Each plan has one message in the thread, edited as it goes on; its end is said once more below. */
async function deliverApprovals(
  { id }: Incident,
  root: string | null,
  parts: OneDelivery,
): Promise<string | null> {
  const approvals = await approvalsOf(id, parts);
  for (const approval of approvals) {
    const { channel, thread } = approval.place;
    // What nobody pressed a button for belongs to the answer's own thread.
    const at = { incident: id, spot: { channel, thread: thread ?? root } };
    const message = approvalMessage(
      approval,
      parts.remediations.approvers,
      parts.freezes,
      parts.language,
      takenBackBy(approval, approvals),
    );
    const shown = await show({ ...at, slot: approval.id, message }, parts);
    if (shown.ended === 'shut-out') return shown.says;
    const end = approvalEnd(approval, parts.language);
    if (end) await show({ ...at, slot: `${approval.id}-end`, message: end }, parts);
  }
  return null;
}

async function approvalsOf(
  id: string,
  { approvals }: Pick<DeliverParts, 'approvals'>,
): Promise<readonly Approval[]> {
  const ids = await approvals.ofIncident(id);
  const read = await Promise.all(ids.map((one) => approvals.read(one)));
  return read.filter((one) => one !== null);
}

/** A question asked in a thread is answered there; a status in the channel is its own message. */
export function hasRoot({ place, question, trouble }: Incident): boolean {
  return place.thread === null && (question.kind !== 'status' || trouble !== undefined);
}

async function troubleOf(
  { trouble }: Incident,
  { troubles }: Pick<DeliverParts, 'troubles'>,
): Promise<Trouble | null> {
  return trouble === undefined ? null : troubles.read(trouble);
}
