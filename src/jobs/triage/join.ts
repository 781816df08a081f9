/** What was found at a root joins the trouble that stands there, or opens one. Doing it twice changes nothing. */
import { createHash } from 'node:crypto';
import type { Incident } from '../../engine/incident.ts';
import { type Sighting, suffererKey, targetKey } from '../../engine/sighting.ts';
import type { Trouble } from '../../engine/trouble.ts';
import { cameBack, goesOn, withSeen, worst } from '../../engine/trouble-changes.ts';
import { endEarly, openEarlyOf } from './early.ts';
import type { Rooted } from './look.ts';
import type { TriageParts } from './parts.ts';
import { loudFor } from './silence.ts';

/** When an open trouble is looked at for the first time after it was told, milliseconds. */
export const FIRST_LOOK_MS = 30_000;

/** Slack's alerts of one channel that are led to a trouble told elsewhere; more would be noise. */
const MOST_LINKS = 5;

/** The trouble that this belongs to now; null where no channel wants to hear of it. */
export async function joinOrOpen(
  found: Rooted,
  sightings: readonly Sighting[],
  requestId: string,
  parts: TriageParts,
): Promise<Trouble | null> {
  const now = parts.now();
  const known = await parts.troubles.at(found.root);
  const stands =
    known && goesOn(known, now.getTime()) ? known : await open(found, sightings, known, requestId, parts);
  if (!stands) return null;
  if (stands.state === 'resolved') await answerAnew(stands.incident, found, now.toISOString(), parts);
  return joinKnown(stands, found, sightings, requestId, parts);
}

/** Joins a trouble whose root is known to be this one's. */
export async function joinKnown(
  stands: Trouble,
  found: Pick<Rooted, 'target' | 'others' | 'weight'>,
  sightings: readonly Sighting[],
  requestId: string,
  parts: TriageParts,
): Promise<Trouble | null> {
  const now = parts.now();
  const told = await parts.troubles.told(
    stands.id,
    sightings.filter(({ status }) => status === 'firing').map(({ id }) => id),
  );
  const at = now.toISOString();
  const early = await earlyPlaces(sightings, parts);
  const targets = [found.target, ...found.others];
  const named = await parts.troubles.suffer(stands.id, [
    // Also those of a record that an older version kept.
    ...stands.affected.map(({ key }) => key),
    ...targets.map(suffererKey),
  ]);
  const seen = { targets, sightings, count: Math.max(named, found.weight) };
  const joined = await parts.troubles.change(stands.id, (trouble) =>
    linked(
      {
        ...withSeen(cameBack(trouble, at), seen, at),
        told: Math.max(told, trouble.told),
        lookedAt: at,
      },
      // A repeat of what is told here already is told nothing.
      sightings.filter(({ place, alert }) => place && !early.has(place.ts) && !tellsOf(trouble, alert)),
    ),
  );
  await endEarly(sightings, { trouble: stands.id }, requestId, parts);
  const all = [...targets, ...sightings.map(({ target }) => target)].map(targetKey);
  for (const key of new Set(all)) await parts.troubles.belongs(key, { trouble: stands.id, lookedAt: at });
  await parts.troubles.lookAt(stands.id, now.getTime() + FIRST_LOOK_MS);
  await parts.queues.deliver({ incident: stands.incident, requestId, priority: 'alert' });
  return joined;
}

function tellsOf({ affected }: Trouble, alert: string): boolean {
  return affected.some(({ firing }) => firing.includes(alert));
}

/** Alerts that have a thread already: it leads to where it is told, so no link is needed. */
async function earlyPlaces(sightings: readonly Sighting[], parts: TriageParts): Promise<ReadonlySet<string>> {
  const found = await Promise.all(
    sightings.map(async ({ place }) => (place && (await openEarlyOf(place, parts)) ? [place.ts] : [])),
  );
  return new Set(found.flat());
}

/** Alerts in other channels, and other messages of the same one, are led to where it is told. */
function linked(trouble: Trouble, sightings: readonly Sighting[]): Trouble {
  const places = sightings.flatMap(({ place, status }) => (place && status === 'firing' ? [place] : []));
  const home = trouble.home;
  const links = [...trouble.links];
  for (const { channel, ts } of places) {
    const isHome = home.channel === channel && home.ts === ts;
    const isKnown = links.some((one) => one.channel === channel && one.ts === ts);
    const room = channel === home.channel ? MOST_LINKS : 1;
    if (isHome || isKnown || links.filter((one) => one.channel === channel).length >= room) continue;
    links.push({ channel, ts });
  }
  return links.length === trouble.links.length ? trouble : { ...trouble, links };
}

async function open(
  found: Rooted,
  sightings: readonly Sighting[],
  instead: Trouble | null,
  requestId: string,
  parts: TriageParts,
): Promise<Trouble | null> {
  const { troubles, incidents } = parts;
  const at = parts.now().toISOString();
  const [first] = sightings.filter(({ status }) => status === 'firing');
  if (!first) return null;
  const severity = worst(sightings.map((one) => one.severity));
  const channels = await loudFor({ ...first, severity, target: found.target }, parts);
  const own = channels.find(({ channel }) => channel === first.place?.channel);
  // An alert is answered where it stands, whatever else wants to hear of it.
  const [home, ...others] = first.place
    ? [{ channel: first.place.channel, mention: own?.mention ?? null }]
    : channels;
  if (home === undefined) {
    parts.log.info({ root: found.root, source: first.source }, 'no channel wants to hear of this');
    return null;
  }
  const early = await openEarlyOf(first.place, parts);
  const mark = createHash('sha256').update(`${found.root} ${first.id}`).digest('hex').slice(0, 16);
  const trouble: Trouble = {
    version: 1,
    id: `trb-${mark}`,
    root: found.root,
    rootSays: found.says,
    cause: found.cause,
    title: found.title,
    incident: early?.id ?? `inc-${mark}`,
    home: { channel: home.channel, ts: first.place?.ts ?? null },
    state: 'open',
    severity,
    mention: home.mention,
    openedAt: at,
    resolvedAt: null,
    healed: null,
    again: 0,
    affected: [],
    affectedCount: 0,
    told: 0,
    timeline: [
      { what: 'began', at: first.at, alertname: first.alertname, source: first.source },
      { what: 'cause', at, title: found.title },
    ],
    links: others.map(({ channel }) => ({ channel, ts: null })),
    summed: null,
    lookedAt: at,
  };
  const stands = await troubles.open(trouble, instead?.id ?? null);
  if (stands.id !== trouble.id) return stands;
  const incident: Incident = {
    id: trouble.incident,
    requestId,
    createdAt: at,
    askedBy: '',
    place: { channel: home.channel, thread: first.place?.ts ?? null },
    question: found.question,
    run: 1,
    runAt: at,
    message: 1,
    state: { is: 'answered', reply: found.reply, at },
    trouble: trouble.id,
  };
  if ((await incidents.open(incident)) === 'known')
    await incidents.change(incident.id, (was) =>
      was.trouble === undefined ? { ...incident, message: was.message } : null,
    );
  await summedUp(trouble, parts);
  parts.log.info(
    { trouble: trouble.id, root: found.root, channel: home.channel, source: first.source },
    'trouble opened',
  );
  await parts.answered?.(incident);
  return trouble;
}

/** One of too many goes into the channel's summary instead of having a thread. */
async function summedUp({ id, home: { channel } }: Trouble, parts: TriageParts): Promise<void> {
  const now = parts.now();
  const ms = parts.digest.minutes * 60_000;
  const lately = await parts.troubles.openedIn(channel, id, now.getTime(), ms);
  if (lately <= parts.digest.incidents) return;
  const digest = await parts.digests.take(channel, id, now, ms);
  await parts.troubles.change(id, (was) => ({
    ...was,
    summed: { digest: digest.id, opened: was.summed?.opened ?? false },
  }));
}

/** A trouble that came back is told with what is seen now. */
export async function answerAnew(
  incident: string,
  { question, reply }: Pick<Rooted, 'question' | 'reply'>,
  at: string,
  { incidents }: TriageParts,
): Promise<void> {
  await incidents.change(incident, (record) => ({
    ...record,
    question,
    run: record.run + 1,
    runAt: at,
    state: { is: 'answered', reply, at },
  }));
}
