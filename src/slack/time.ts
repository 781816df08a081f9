/** Times as readers want them: how long ago, and exactly when in their own zone. */
import type { Language, Words } from '../engine/words.ts';

interface TimeWords {
  readonly justNow: string;
  ago(length: string): string;
  readonly units: Readonly<Record<'s' | 'min' | 'h' | 'day', (count: number) => string>>;
}

const words: Words<TimeWords> = {
  en: {
    justNow: 'just now',
    ago: (length) => `${length} ago`,
    units: {
      s: (count) => `${count} s`,
      min: (count) => `${count} min`,
      h: (count) => `${count} h`,
      day: (count) => (count === 1 ? '1 day' : `${count} days`),
    },
  },
};

/** Below this it was asked in the course of the answer, seconds. */
const JUST_NOW_S = 20;

/** 'just now', or '2 min ago (14:03)' with the exact time in the reader's zone. Both ISO 8601. */
export function agoAndWhen(at: string, now: string, language: Language): string {
  const say = words[language];
  const seconds = Math.round((Date.parse(now) - Date.parse(at)) / 1000);
  if (Number.isNaN(seconds)) return '';
  if (seconds < JUST_NOW_S) return say.justNow;
  return `${say.ago(lengthOf(seconds, language))} (${when(at, seconds < 12 * 60 * 60)})`;
}

/** The exact time in the reader's own zone; clients that cannot show it show UTC. */
export function when(at: string, timeOnly = false): string {
  const unix = Math.floor(Date.parse(at) / 1000);
  if (Number.isNaN(unix)) return '';
  const utc = new Date(unix * 1000).toISOString().replace('T', ' ').slice(0, 16);
  return `<!date^${unix}^${timeOnly ? '{time}' : '{date_short_pretty} {time}'}|${utc} UTC>`;
}

/** '14 s', '3 min', '5 h', '2 days'. */
export function lengthOf(seconds: number, language: Language): string {
  const { units } = words[language];
  if (seconds < 90) return units.s(seconds);
  if (seconds < 90 * 60) return units.min(Math.round(seconds / 60));
  if (seconds < 36 * 60 * 60) return units.h(Math.round(seconds / 3600));
  return units.day(Math.round(seconds / 86_400));
}
