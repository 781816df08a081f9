/** Logs of jobs: their end is what matters, and they may be long. */
import { withoutLogins } from '../../engine/text/masked.ts';

const MOST = 64 * 1024;

/** The last 64 KiB, from the start of a line, without logins. */
export function lastOf(log: string): string {
  if (log.length <= MOST) return withoutLogins(log);
  const end = log.slice(-MOST);
  return withoutLogins(end.slice(end.indexOf('\n') + 1));
}
