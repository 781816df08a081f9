/** Lengths of time as people type them: `90s`, `30m`, `1h`, `2d`. Pure. */

const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400 };

/** In seconds; null for anything else, and for nothing at all. */
export function secondsTyped(text: string): number | null {
  const [, count, unit = ''] = /^(\d{1,6})([smhd])$/i.exec(text) ?? [];
  const seconds = Number(count) * (UNITS[unit.toLowerCase()] ?? Number.NaN);
  return seconds > 0 ? seconds : null;
}

/** Whether somebody meant a length of time, in whatever way it is written: `90`, `1.5h`, `1h30m`, `2weeks`. */
export function isMeantAsLength(text: string): boolean {
  return /^\d+(?:[.,]\d+)?(?:[a-z]|ms|hrs?|min|sec|hour|day|week|month|year)?s?(?:\d+[smhd]?)?$/i.test(text);
}
