/** Ids and time stamps in Slack's forms. */
import { randomBytes } from 'node:crypto';

/** `Ev0A1B2C3D4`: a letter or two, then capitals and digits. */
export function newId(prefix: string): string {
  return `${prefix}0${randomBytes(5).toString('hex').toUpperCase().slice(0, 9)}`;
}

export function newSecret(): string {
  return randomBytes(12).toString('hex');
}

let last = 0;

/** A message's `ts`: seconds and microseconds, never the same twice in this process. */
export function newTs(): string {
  last = Math.max(last + 1, Date.now() * 1000);
  return `${Math.floor(last / 1e6)}.${String(last % 1e6).padStart(6, '0')}`;
}
