import { CouldNotAsk } from '../engine/answer.ts';
import type { Probe } from '../engine/probe.ts';

/** Which logins the kubelet would send for this image, in its order, and which it passes over. */
export interface CredentialsFact {
  readonly matching: readonly Credential[];
  readonly passedOver: readonly PassedOver[];
  /** Secrets that are named and do not exist. */
  readonly missingSecrets: readonly string[];
  /** Secrets that exist but give no login: wrong type or malformed, with why. */
  readonly unusableSecrets: readonly { readonly name: string; readonly why: string }[];
  /** Secrets we may not read: the kubelet may send a login we do not know. */
  readonly unreadableSecrets: readonly string[];
}

export interface Credential {
  /** Vault id. */
  readonly id: string;
  readonly secret: string;
  readonly key: string;
  readonly username: string;
}

export interface PassedOver extends Credential {
  /**
   * `port`, `path`, `wildcard`: same host, but that part keeps it from matching. `same-address`: another
   * name of the same address. `sibling`: a host under the same domain. `foreign`: nothing in common.
   */
  readonly why: 'port' | 'path' | 'wildcard' | 'same-address' | 'sibling' | 'foreign';
}

export const credentials: Probe<CredentialsFact> = {
  id: 'credentials',
  asks: () => 'matching its logins as the kubelet does',
  ask: async () => {
    throw new CouldNotAsk('not written yet');
  },
};
