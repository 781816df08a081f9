import { CouldNotAsk } from '../engine/answer.ts';
import type { Probe } from '../engine/probe.ts';

/** Who asks: nobody, one of the pod's logins, or our own configured login. */
export type Who =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'credential'; readonly id: string; readonly username: string; readonly secret: string }
  | { readonly kind: 'own'; readonly username: string };

export interface Authorization {
  readonly who: Who;
  /**
   * `granted`: may pull, as far as a token or the absence of a challenge tells. `login-refused`: 401 or 403 to
   * the login itself. `not-granted`: the login is good, pull of this repository is not in the token.
   * `login-needed`: anonymous, and the registry wants a login.
   */
  readonly ended:
    | 'granted'
    | 'login-refused'
    | 'not-granted'
    | 'login-needed'
    | 'rate-limited'
    | 'unavailable'
    | 'failed';
  readonly status: number | null;
  readonly code: string | null;
  /** The system's own words, e.g. `401 Unauthorized: authentication required`. */
  readonly says: string;
  /** Who said it: `token service harbor.example.com` or `registry`. */
  readonly by: string;
  /** Actions the token grants on the repository; null when the token is opaque or there is none. */
  readonly actions: readonly string[] | null;
}

/** One entry per identity: each matching login in the kubelet's order, anonymous, our own. Tokens stay in the vault. */
export interface AuthorizationFact {
  readonly scheme: 'none' | 'basic' | 'bearer';
  readonly asked: readonly Authorization[];
}

export const authorization: Probe<AuthorizationFact> = {
  id: 'authorization',
  asks: () => 'trying its logins at the token service',
  ask: async () => {
    throw new CouldNotAsk('not written yet');
  },
};
