/** What was told of one target: looked at once, however often it was told, and joined to the trouble at its root. */
import { createHash } from 'node:crypto';
import type { Incident } from '../../engine/incident.ts';
import { type Sighting, targetKey } from '../../engine/sighting.ts';
import { isTold, withOver } from '../../engine/trouble-changes.ts';
import type { TriageJob } from '../queues.ts';
import { closeIfWell } from './close.ts';
import { joinOrOpen } from './join.ts';
import { type Found, lookAt } from './look.ts';
import type { TriageParts } from './parts.ts';
import { heldUntil } from './silence.ts';

/** Tellings of one target that are worked on together. */
const AT_ONCE = 500;

/** A target whose trouble is open is not looked at again for every repeat, milliseconds. */
const FRESH_MS = 5 * 60 * 1000;

/** Works on everything that waits for this target. Throws only for our own failures; it then still waits. */
export async function triage({ target, requestId }: TriageJob, parts: TriageParts): Promise<void> {
  const key = targetKey(target);
  for (;;) {
    const waiting = await parts.sightings.waiting(key, AT_ONCE);
    if (waiting.length === 0) return;
    const until = await heldUntil(firingOf(waiting), parts);
    if (until !== null) {
      const delayMs = Math.max(1_000, until - parts.now().getTime());
      return parts.queues.triage(target, requestId, { delayMs });
    }
    await workOn(key, waiting, requestId, parts);
    await parts.sightings.done(key, waiting.length);
  }
}

async function workOn(
  key: string,
  waiting: readonly Sighting[],
  requestId: string,
  parts: TriageParts,
): Promise<void> {
  const last = new Map(waiting.map((sighting) => [sighting.alert, sighting]));
  const over = [...last.values()].filter(({ status }) => status === 'resolved').map(({ alert }) => alert);
  const firing = firingOf(waiting);
  if (over.length > 0) await hearOver(key, over, requestId, parts);
  const [first] = firing;
  if (!first || (await isFresh(key, firing, requestId, parts))) return;
  const says = firing.find((sighting) => sighting.says !== null)?.says ?? null;
  const found = await lookAt(first.target, says, parts.ask);
  await told(found, firing, requestId, parts);
}

/** Those whose alert still fires. */
function firingOf(waiting: readonly Sighting[]): readonly Sighting[] {
  const last = new Map(waiting.map(({ alert, status }) => [alert, status]));
  return waiting.filter(({ alert }) => last.get(alert) === 'firing');
}

async function told(
  found: readonly Found[],
  firing: readonly Sighting[],
  requestId: string,
  parts: TriageParts,
): Promise<void> {
  const rooted = found.filter((one) => one.is === 'rooted');
  for (const one of rooted) await joinOrOpen(one, firing, requestId, parts);
  const [well] = found;
  if (rooted.length === 0 && well?.is === 'well') await answerWell(well, firing, requestId, parts);
}

/** An alert in a channel whose subject works is told so in its thread; a webhook's is nobody's question. */
async function answerWell(
  { question, reply }: Extract<Found, { is: 'well' }>,
  firing: readonly Sighting[],
  requestId: string,
  { incidents, queues, now }: TriageParts,
): Promise<void> {
  const place = firing.find((sighting) => sighting.place !== null)?.place;
  if (!place) return;
  const at = now().toISOString();
  const mark = createHash('sha256').update(`${place.channel} ${place.ts}`).digest('hex').slice(0, 16);
  const incident: Incident = {
    id: `inc-${mark}`,
    requestId,
    createdAt: at,
    askedBy: '',
    place: { channel: place.channel, thread: place.ts },
    question,
    run: 1,
    runAt: at,
    message: 1,
    state: { is: 'answered', reply, at },
  };
  await incidents.open(incident);
  await queues.deliver({ incident: incident.id, requestId, priority: 'alert' });
}

/** True when it is known to be part of an open trouble since a short while: then it is only counted. */
async function isFresh(
  key: string,
  firing: readonly Sighting[],
  requestId: string,
  { troubles, queues, now }: TriageParts,
): Promise<boolean> {
  const of = await troubles.of(key);
  if (!of || now().getTime() - Date.parse(of.lookedAt) > FRESH_MS) return false;
  const trouble = await troubles.read(of.trouble);
  const known = trouble?.affected.find((one) => one.key === key && one.until === null);
  if (trouble?.state !== 'open' || !known) return false;
  const count = await troubles.told(
    trouble.id,
    firing.map(({ id }) => id),
  );
  const alerts = firing.map(({ alert }) => alert);
  await troubles.change(trouble.id, (was) => ({
    ...was,
    told: Math.max(count, was.told),
    affected: was.affected.map((one) =>
      one.key === key ? { ...one, firing: [...new Set([...one.firing, ...alerts])].slice(-20) } : one,
    ),
  }));
  await queues.deliver({ incident: trouble.incident, requestId, priority: 'alert' });
  return true;
}

/** Its alerts are over: when nobody tells of the trouble any more, it is looked at whether it truly is. */
async function hearOver(
  key: string,
  over: readonly string[],
  requestId: string,
  parts: TriageParts,
): Promise<void> {
  const of = await parts.troubles.of(key);
  if (!of) return;
  const at = parts.now().toISOString();
  const changed = await parts.troubles.change(of.trouble, (trouble) =>
    trouble.state === 'open' ? withOver(trouble, key, over, at) : null,
  );
  if (!changed) return;
  if (!isTold(changed)) return closeIfWell(changed, 'alert', requestId, parts);
  await parts.queues.deliver({ incident: changed.incident, requestId, priority: 'alert' });
}
