/** Keeps what alerts tell and has it looked at: the one way in for channels and webhooks alike. */

import { type Wanted, wants } from '../engine/alert-channels.ts';
import type { Here } from '../engine/alerts/place-target.ts';
import type { ToldAlert } from '../engine/alerts/reading.ts';
import { type From, sightingsOf } from '../engine/alerts/sightings.ts';
import type { Sighting } from '../engine/sighting.ts';
import type { Queues } from '../jobs/queues.ts';
import type { Logger } from '../log.ts';
import type { SightingStore } from '../store/sightings.ts';

export interface AlertParts {
  readonly sightings: SightingStore;
  readonly queues: Pick<Queues, 'triage'>;
  readonly here: Here;
  readonly log: Logger;
}

/** Of a group with hundreds, so many are written side by side. */
const AT_ONCE = 20;

/** What came of one delivery. */
export interface Taken {
  /** Told for the first time. */
  readonly fresh: number;
  /** Told before. */
  readonly known: number;
  /** Of clusters that are none of ours, or not what its channel is for. */
  readonly passedOver: number;
}

/**
 * Returns when all of it is stored and queued. Throws when it could not be: then the sender has to tell it again,
 * and what was stored already is known. `wanted`: what the channel it stands in is for; null: all of it.
 */
export async function takeAlerts(
  alerts: readonly { readonly alert: ToldAlert; readonly delivery: string }[],
  from: Omit<From, 'delivery'>,
  wanted: Wanted | null,
  requestId: string,
  { sightings, queues, here, log }: AlertParts,
): Promise<Taken> {
  const made = alerts.flatMap(({ alert, delivery }) => sightingsOf([alert], { ...from, delivery }, here));
  const meant = made.filter((sighting) => wanted === null || wants(wanted, sighting));
  let fresh = 0;
  const keep = async (sighting: Sighting): Promise<void> => {
    if ((await sightings.add(sighting)) === 'new') fresh += 1;
    // Also for a known one: its first delivery may have died before this line. A look at nothing new is nothing.
    await queues.triage(sighting.target, requestId);
  };
  for (let at = 0; at < meant.length; at += AT_ONCE)
    await Promise.all(meant.slice(at, at + AT_ONCE).map(keep));
  const taken = { fresh, known: meant.length - fresh, passedOver: alerts.length - meant.length };
  log.info({ ...taken, source: from.source, channel: from.place?.channel }, 'alerts taken');
  return taken;
}
