import { CouldNotAsk } from '../engine/answer.ts';
import type { Probe } from '../engine/probe.ts';
import type { Who } from './authorization.ts';

export interface Platform {
  readonly os: string;
  readonly arch: string;
  readonly variant: string | null;
  readonly digest: string;
}

export interface ManifestAttempt {
  readonly who: Who;
  readonly ended:
    | 'found'
    | 'not-found'
    | 'unauthorized'
    | 'denied'
    | 'blocked'
    | 'rate-limited'
    | 'unavailable'
    | 'failed';
  readonly status: number | null;
  /** OCI or Harbor error code: MANIFEST_UNKNOWN, NAME_UNKNOWN, DENIED, PROJECTPOLICYVIOLATION, TOOMANYREQUESTS. */
  readonly code: string | null;
  readonly says: string;
  /** `Retry-After` and `ratelimit-*` headers where sent. */
  readonly limits: Readonly<Record<string, string>>;
}

export interface ManifestFact {
  readonly url: string;
  readonly attempts: readonly ManifestAttempt[];
  readonly found: FoundManifest | null;
}

export interface FoundManifest {
  readonly who: Who;
  readonly digest: string;
  readonly mediaType: string;
  /** Of an index, its runnable platforms (attestations left out); null for a single manifest. */
  readonly platforms: readonly Platform[] | null;
  /** Blobs of the single manifest, or of the index's child for the node's platform once chosen. */
  readonly blobs: readonly {
    readonly digest: string;
    readonly size: number;
    readonly kind: 'config' | 'layer';
  }[];
}

/** The manifest of the reference, asked as containerd asks: with each login in turn, then anonymously. */
export const manifest: Probe<ManifestFact> = {
  id: 'manifest',
  asks: () => 'asking for the manifest',
  ask: async () => {
    throw new CouldNotAsk('not written yet');
  },
};
