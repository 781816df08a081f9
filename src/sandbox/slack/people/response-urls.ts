/** response_url: how an app answers where it is not a member, five times within half an hour. */
import { newSecret } from '../ids.ts';
import type { Ephemeral, Message } from '../messages.ts';

/** https://docs.slack.dev/interactivity/handling-user-interaction#message_responses */
const USES = 5;
const LIFE_MS = 30 * 60_000;

/** Where and for whom the interaction was. */
export interface Origin {
  readonly channel: string;
  readonly user: string;
  /** The message a button was pressed in. */
  readonly message?:
    | { readonly kind: 'kept'; readonly of: Message }
    | { readonly kind: 'whisper'; readonly of: Ephemeral };
}

export type Spent =
  | { readonly kind: 'origin'; readonly origin: Origin }
  | { readonly kind: 'refused'; readonly error: 'used_url' | 'expired_url' | 'invalid_url' };

export interface ResponseUrls {
  /** The path's last part. */
  issue(origin: Origin): string;
  spend(id: string): Spent;
}

export function createResponseUrls(): ResponseUrls {
  const issued = new Map<string, { origin: Origin; until: number; left: number }>();
  return {
    issue: (origin) => {
      const id = newSecret();
      issued.set(id, { origin, until: Date.now() + LIFE_MS, left: USES });
      return id;
    },
    spend: (id) => {
      const found = issued.get(id);
      if (!found) return { kind: 'refused', error: 'invalid_url' };
      if (Date.now() > found.until) return { kind: 'refused', error: 'expired_url' };
      if (found.left === 0) return { kind: 'refused', error: 'used_url' };
      found.left -= 1;
      return { kind: 'origin', origin: found.origin };
    },
  };
}
