/** From alerts to sightings: known again however often they are delivered. Pure. */
import { createHash } from 'node:crypto';
import { type Sighting, targetKey } from '../sighting.ts';
import { masked } from '../text/masked.ts';
import { type Here, placed } from './place-target.ts';
import type { ToldAlert } from './reading.ts';

export interface From {
  readonly source: Sighting['source'];
  /**
   * What tells one delivery from the next where the alert itself does not: the message, the event. The same in
   * every resend of it.
   */
  readonly delivery: string;
  readonly place: Sighting['place'];
  /** When it came, ISO 8601, for alerts that tell no time. */
  readonly at: string;
}

const LONGEST_SAYS = 4_000;

/** One for each alert that can be looked at here. */
export function sightingsOf(alerts: readonly ToldAlert[], from: From, here: Here): readonly Sighting[] {
  const { source, delivery, place } = from;
  const made = alerts.flatMap((alert) => {
    const found = placed(alert.target, here);
    if (!found) return [];
    const target = alert.failed && found.image ? { ...found, failed: alert.failed } : found;
    const { status, severity, fingerprint, startsAt } = alert;
    const alertname = alert.alertname?.slice(0, 200) ?? null;
    const key = targetKey(target);
    // Without a fingerprint, firing and resolved are known to be one by name; two clusters may share either.
    const id = hash(source, place?.channel ?? '', fingerprint ?? alertname ?? '', key);
    // Repeats, and a second Alertmanager, tell the same beginning.
    const once = fingerprint !== null && startsAt !== null ? startsAt : delivery;
    return [
      {
        id: `${source === 'slack' ? 'sl' : source.slice(0, 2)}-${hash(id, once, status)}`,
        source,
        alert: id,
        status,
        alertname,
        severity,
        target,
        says: masked(alert.says.slice(0, 2 * LONGEST_SAYS)).slice(0, LONGEST_SAYS) || null,
        at: isoOf(alert.at) ?? from.at,
        place,
      },
    ];
  });
  return [...new Map(made.map((sighting) => [sighting.id, sighting])).values()];
}

function hash(...parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 22);
}

/** Go writes nanoseconds and offsets; a time that cannot be one is none. */
function isoOf(time: string | null): string | null {
  const at = time === null ? Number.NaN : Date.parse(time.slice(0, 64));
  return Number.isNaN(at) || at <= 0 ? null : new Date(at).toISOString();
}
