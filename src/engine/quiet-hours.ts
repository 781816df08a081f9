/** Hours of the day in which alerts wait, by the clock on the wall of a place. */
import type { AlertSeverity } from './sighting.ts';

export interface QuietHours {
  /** `22:00`, by the clock of the zone. A `to` before `from` is the next morning's. */
  readonly from: string;
  readonly to: string;
  /** Name of the IANA database. */
  readonly zone: string;
  /** What is answered all the same. */
  readonly except: readonly AlertSeverity[];
}

const MINUTE_MS = 60_000;
const DAY = 24 * 60;

/** No zone moves its clock by more than this at once, minutes (Lord Howe by 30, most by 60, few by 120). */
const MOST_MOVED = 3 * 60;

/** When the quiet this moment lies in ends; null where it lies in none. On days with 23 or 25 hours too. */
export function quietUntil(quiet: QuietHours, now: Date): Date | null {
  if (!isQuiet(quiet, now)) return null;
  const to = minutesOf(quiet.to);
  const started = now.getTime() - (now.getTime() % MINUTE_MS);
  const after = (to - clockIn(quiet.zone, now) + DAY) % DAY;
  const guess = new Date(started + after * MINUTE_MS);
  // The clock may have been moved on the way there.
  const off = ((clockIn(quiet.zone, guess) - to + DAY / 2 + DAY) % DAY) - DAY / 2;
  let end = new Date(guess.getTime() - off * MINUTE_MS);
  for (let tries = 0; tries < MOST_MOVED && (end <= now || isQuiet(quiet, end)); tries += 1)
    end = new Date(end.getTime() + MINUTE_MS);
  return end;
}

function isQuiet({ from, to, zone }: QuietHours, at: Date): boolean {
  const [start, end, clock] = [minutesOf(from), minutesOf(to), clockIn(zone, at)];
  return start < end ? clock >= start && clock < end : clock >= start || clock < end;
}

function minutesOf(clock: string): number {
  const [hours = '', minutes = ''] = clock.split(':');
  return Number(hours) * 60 + Number(minutes);
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Minutes since midnight on the clock there. */
function clockIn(zone: string, at: Date): number {
  const known = formats.get(zone);
  const format =
    known ??
    new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
  if (!known) formats.set(zone, format);
  return minutesOf(format.format(at));
}
