/** trigger_id: what lets an app open a modal, once and at once. */
import { newSecret } from './ids.ts';

/** Slack: 3 s. */
const LIFE_MS = 3_000;

export type Redeemed =
  | { readonly kind: 'user'; readonly user: string }
  | { readonly kind: 'refused'; readonly error: string };

export interface Triggers {
  issue(user: string): string;
  redeem(id: string): Redeemed;
}

export function createTriggers(lifeMs = LIFE_MS): Triggers {
  const issued = new Map<string, { user: string; until: number; used: boolean }>();
  return {
    issue: (user) => {
      const id = `${Date.now()}.${newSecret()}`;
      issued.set(id, { user, until: Date.now() + lifeMs, used: false });
      return id;
    },
    redeem: (id) => {
      const found = issued.get(id);
      if (!found) return { kind: 'refused', error: 'invalid_trigger_id' };
      if (found.used) return { kind: 'refused', error: 'exchanged_trigger_id' };
      if (Date.now() > found.until) return { kind: 'refused', error: 'expired_trigger_id' };
      found.used = true;
      return { kind: 'user', user: found.user };
    },
  };
}
