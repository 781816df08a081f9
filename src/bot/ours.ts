/** Whether a delivery is for this installation, and of now: checked before anything is stored. */
import type { ReceiverEvent } from '@slack/bolt';
import type { Received } from './delivery.ts';
import type { Self } from './who-am-i.ts';

/** As Slack has it for times that lie back, which Bolt refuses; seconds. */
const FARTHEST_S = 5 * 60;

/** Thrown for a signed request whose time lies ahead: answered 401, as a wrong signature is. */
export class NotOfNow extends Error {
  override readonly name = 'NotOfNow';
}

/**
 * False where a delivery names workspaces or organisations and none is ours. One signing secret belongs to one app,
 * which may be installed elsewhere as well: what people say there is no question to our clusters.
 */
export function isForUs(
  { teams, enterprises }: Pick<Received, 'teams' | 'enterprises'>,
  { team, enterprise }: Pick<Self, 'team' | 'enterprise'>,
): boolean {
  if (team === null || teams.length + enterprises.length === 0) return true;
  return teams.includes(team) || (enterprise !== null && enterprises.includes(enterprise));
}

/** The time a request over HTTP was signed with, seconds since 1970; Socket Mode has none. */
export function signedAt(header: string | readonly string[] | undefined): { readonly signedAt?: number } {
  return typeof header === 'string' && /^\d{1,12}$/.test(header) ? { signedAt: Number(header) } : {};
}

/** Throws NotOfNow. With it a kept request is good for ten minutes at most, and the inbox knows it for a day. */
export function requireNow({ customProperties }: Pick<ReceiverEvent, 'customProperties'>, now: number): void {
  const at: unknown = customProperties?.['signedAt'];
  if (typeof at === 'number' && at > now / 1000 + FARTHEST_S)
    throw new NotOfNow(`x-slack-request-timestamp lies ${Math.round(at - now / 1000)} s ahead`);
}
