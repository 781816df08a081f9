/** Brings a thread to what its incident's record says. Idempotent: doing it twice changes nothing. */
import type { Titles } from '../../engine/check-titles.ts';
import type { Incident } from '../../engine/incident.ts';
import type { Language } from '../../engine/words.ts';
import { answerMessage, rootMessage, type Viewed } from '../../slack/incident.ts';
import type { IncidentStore } from '../../store/incidents.ts';
import { deliverPrivately } from './deliver-privately.ts';
import type { Spot } from './desk.ts';
import { type PostParts, postOnce, type ToPost } from './post-once.ts';
import { show } from './show.ts';

export interface DeliverParts extends PostParts {
  readonly incidents: IncidentStore;
  readonly titles: Titles;
  readonly language: Language;
  readonly now: () => Date;
}

export const ROOT = 'root';
/** Not a message: says that the bot was shut out of the channel, and why. */
export const SHUT_OUT = 'shut-out';

/** Throws TryLater when Slack is to be asked again. */
export async function deliverIncident(id: string, parts: DeliverParts): Promise<void> {
  const incident = await parts.incidents.read(id);
  if (!incident) return parts.log.warn({ incident: id }, 'nothing to deliver: the incident has expired');
  const shutOut = await parts.posts.read(id, SHUT_OUT);
  if (shutOut?.is === 'posted') return deliverPrivately(incident, shutOut.shows, parts);
  const says = await deliverToChannel(incident, parts);
  if (says === null) return;
  await parts.posts.write(id, SHUT_OUT, { is: 'posted', ts: null, shows: says });
  await deliverPrivately(incident, says, parts);
}

/** Null when it is delivered, else why the bot may not post there. */
async function deliverToChannel(incident: Incident, parts: DeliverParts): Promise<string | null> {
  const { channel, thread } = incident.place;
  const viewed: Viewed = { titles: parts.titles, now: parts.now(), language: parts.language };
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
    return shown.ended === 'shut-out' ? shown.says : null;
  }
  const root = post(ROOT, { channel, thread: null }, rootMessage(incident, viewed));
  const rooted = await postOnce(root, parts);
  if (rooted.ended === 'shut-out') return rooted.says;
  const shown = await show(answer({ channel, thread: rooted.ts }), parts);
  if (shown.ended === 'shut-out') return shown.says;
  // The thread has the answer before the channel has its headline.
  await show(root, parts);
  return null;
}

/** A question asked in a thread is answered there; a status in the channel is its own message. */
export function hasRoot({ place, question }: Incident): boolean {
  return place.thread === null && question.kind !== 'status';
}
