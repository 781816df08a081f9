/** Times as people say them, the exact one in a tooltip. */
import { useEffect, useState } from 'react';
import { say } from './words.ts';

export function dateOf(ts: string): Date {
  return new Date(Number(ts) * 1000);
}

/** Now, told again every `everyMs`. */
function useNow(everyMs: number): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}

export function exact(date: Date): string {
  return date.toLocaleString([], { dateStyle: 'long', timeStyle: 'medium' });
}

export function clock(date: Date): string {
  return date.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
}

function ago(date: Date, now: number): string {
  const seconds = (now - date.getTime()) / 1000;
  if (seconds < 45) return say.now;
  if (seconds < 3600) return say.minutesAgo(Math.max(1, Math.round(seconds / 60)));
  if (seconds < 12 * 3600) return say.hoursAgo(Math.round(seconds / 3600));
  return clock(date);
}

export function Ago({ ts }: { readonly ts: string }) {
  const date = dateOf(ts);
  const now = useNow(15_000);
  return (
    <time className="ago" dateTime={date.toISOString()} title={exact(date)}>
      {ago(date, now)}
    </time>
  );
}

export function dayName(date: Date): string {
  const days = Math.round(
    (new Date().setHours(0, 0, 0, 0) - new Date(date).setHours(0, 0, 0, 0)) / 86_400_000,
  );
  if (days === 0) return say.today;
  if (days === 1) return say.yesterday;
  return date.toLocaleDateString([], { weekday: 'long', month: 'long', day: 'numeric' });
}

/** Slack's `{date_short_pretty} {time}` patterns. */
export function formatted(seconds: number, pattern: string): string {
  const date = new Date(seconds * 1000);
  const part = (options: Intl.DateTimeFormatOptions): string => date.toLocaleDateString([], options);
  const pretty = dayName(date);
  const near = pretty === say.today || pretty === say.yesterday;
  const short = part({ month: 'short', day: 'numeric', year: 'numeric' });
  const long = part({ weekday: 'long', month: 'long', day: 'numeric', year: 'numeric' });
  const known: Readonly<Record<string, string>> = {
    date_num: date.toISOString().slice(0, 10),
    date: part({ month: 'long', day: 'numeric', year: 'numeric' }),
    date_short: short,
    date_long: long,
    date_pretty: near ? pretty.toLowerCase() : part({ month: 'long', day: 'numeric' }),
    date_short_pretty: near ? pretty.toLowerCase() : short,
    date_long_pretty: near ? pretty.toLowerCase() : long,
    time: clock(date),
    time_secs: date.toLocaleTimeString(),
    ago: ago(date, Date.now()),
  };
  return pattern.replace(/\{(\w+)\}/g, (all, name: string) => known[name] ?? all);
}
