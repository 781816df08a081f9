import { CouldNotAsk } from '../engine/answer.ts';
import type { Probe } from '../engine/probe.ts';

/** The Secrets the pod names for pulling, as the kubelet sees them. Passwords are in the vault, never here. */
export interface PullSecretsFact {
  readonly secrets: readonly PullSecret[];
  readonly serviceAccount: {
    readonly name: string;
    readonly state: 'found' | 'missing' | 'unreadable';
    /** Secrets the service account names today but the pod does not carry (it was created before). */
    readonly notInPod: readonly string[];
  };
}

export type PullSecret =
  | { readonly name: string; readonly state: 'missing'; readonly says: string }
  /** The API server refused us this Secret: a blind spot, not a fault. */
  | { readonly name: string; readonly state: 'unreadable'; readonly says: string }
  | { readonly name: string; readonly state: 'wrong-type'; readonly type: string }
  | { readonly name: string; readonly state: 'malformed'; readonly type: string; readonly says: string }
  | {
      readonly name: string;
      readonly state: 'read';
      readonly type: string;
      readonly createdAt: string;
      readonly entries: readonly PullSecretEntry[];
    };

export interface PullSecretEntry {
  /** Key of `auths` as written: `https://harbor.example.com`, `index.docker.io/v1/`. */
  readonly key: string;
  readonly username: string;
  /** Id under which the vault keeps the login: `<secret>/<key>`. */
  readonly credential: string;
  /** An entry without a usable login, and why. */
  readonly unusable?: string;
}

export const pullSecrets: Probe<PullSecretsFact> = {
  id: 'pull-secrets',
  asks: () => 'reading its pull secrets',
  ask: async () => {
    throw new CouldNotAsk('not written yet');
  },
};
