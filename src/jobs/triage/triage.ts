/** What was told of one target: looked at once, however often it was told, and joined to the trouble at its root. */
import { type Sighting, suffererKey, targetKey } from '../../engine/sighting.ts';
import type { Trouble } from '../../engine/trouble.ts';
import { isTold, withOver, withToldAgain } from '../../engine/trouble-changes.ts';
import type { TriageJob } from '../queues.ts';
import { closeIfWell } from './close.ts';
import { earlyIncident, endEarly, openEarly, untoldIncident } from './early.ts';
import { isFlood, takeFlood } from './flood.ts';
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
  const { cluster } = target;
  if (cluster !== undefined && (await isFlood(cluster, parts)) && (await parts.floodTurn(cluster)))
    await takeFlood(cluster, requestId, parts);
  for (;;) {
    const waiting = await parts.sightings.waiting(key, AT_ONCE);
    if (waiting.length === 0) return;
    const until = await heldUntil(firingOf(waiting), parts);
    if (until !== null) {
      const delayMs = Math.max(1_000, until - parts.now().getTime());
      return parts.queues.triage(target, requestId, { delayMs });
    }
    await workOn(key, waiting, requestId, parts);
    await parts.sightings.done(key, waiting);
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
  const lookIsOver = openEarly(first, requestId, parts);
  const found = await lookAt(first.target, says, parts.ask).finally(lookIsOver);
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
  // Whatever thread was opened early and has nothing of its own to tell.
  await endEarly(firing, 'gone', requestId, parts);
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
  const state = { is: 'answered', reply, at } as const;
  const incident = untoldIncident({ id: earlyIncident(place), requestId, question, place, state }, now());
  if ((await incidents.open(incident)) === 'known')
    await incidents.change(incident.id, (early) =>
      early.state.is === 'answered' ? null : { ...early, question, state },
    );
  await queues.deliver({ incident: incident.id, requestId, priority: 'alert' });
}

/** True when it is known to be part of an open trouble since a short while: then it is only counted. */
async function isFresh(
  key: string,
  firing: readonly Sighting[],
  requestId: string,
  { troubles, queues, now }: TriageParts,
): Promise<boolean> {
  const known = await troubles.of(key);
  const fresh = known.filter(({ lookedAt }) => now().getTime() - Date.parse(lookedAt) < FRESH_MS);
  const read = await Promise.all(fresh.map(({ trouble }) => troubles.read(trouble)));
  const alerts = firing.map(({ alert }) => alert);
  const names = new Set(firing.map(({ target }) => suffererKey(target)));
  const open = read.filter((trouble) => trouble?.state === 'open');
  const joined = open.filter((trouble) => trouble !== null && suffersFrom(trouble, names, alerts));
  for (const trouble of joined) {
    if (!trouble) continue;
    const count = await troubles.told(
      trouble.id,
      firing.map(({ id }) => id),
    );
    await troubles.change(trouble.id, (was) => withToldAgain(was, names, alerts, count));
    await queues.deliver({ incident: trouble.incident, requestId, priority: 'alert' });
  }
  return joined.length > 0;
}

/** By its own name, or by an alert that is known to tell of it. */
function suffersFrom({ affected }: Trouble, names: ReadonlySet<string>, alerts: readonly string[]): boolean {
  return affected.some(
    (one) => one.until === null && (names.has(one.key) || one.firing.some((alert) => alerts.includes(alert))),
  );
}

/** Its alerts are over: when nobody tells of the trouble any more, it is looked at whether it truly is. */
async function hearOver(
  key: string,
  over: readonly string[],
  requestId: string,
  parts: TriageParts,
): Promise<void> {
  const at = parts.now().toISOString();
  for (const { trouble: id } of await parts.troubles.of(key)) {
    const changed = await parts.troubles.change(id, (trouble) =>
      trouble.state === 'open' ? withOver(trouble, over, at) : null,
    );
    if (!changed) continue;
    if (isTold(changed))
      await parts.queues.deliver({ incident: changed.incident, requestId, priority: 'alert' });
    else await closeIfWell(changed, 'alert', requestId, parts);
  }
}
