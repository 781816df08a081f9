/** Why a call of the Web API did not do what it was asked to. */
import { webApi } from '@slack/bolt';
import type { Refused } from '../jobs/deliver/desk.ts';

export type Trouble =
  | { readonly ended: 'rate-limited'; readonly retryMs: number }
  | Refused
  | { readonly ended: 'unsure'; readonly says: string };

/** Errors that pass: Slack's own trouble. Whether the call was done is not known. */
const PASSING: ReadonlySet<string> = new Set([
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
]);

export function troubleOf(error: unknown): Trouble {
  if (error instanceof webApi.WebAPIRateLimitedError)
    return { ended: 'rate-limited', retryMs: Math.max(1, error.retryAfter) * 1000 };
  if (error instanceof webApi.WebAPIPlatformError) {
    const says = error.data.error;
    if (says === 'ratelimited') return { ended: 'rate-limited', retryMs: 1_000 };
    return PASSING.has(says) ? { ended: 'unsure', says } : { ended: 'refused', says };
  }
  return { ended: 'unsure', says: error instanceof Error ? error.message : String(error) };
}
