/** Secrets with a login that the operator lets be copied to where pods lack one. */
import { createHash } from 'node:crypto';
import { labelMatches } from './label-glob.ts';
import { canonical } from './plan-digest.ts';

export interface SecretSource {
  /** Configured cluster; absent: every one. */
  readonly cluster?: string | undefined;
  readonly namespace: string;
  /** The Secret, which keeps its name where it is copied to. */
  readonly name: string;
  /** Namespaces it may be copied to, as globs. */
  readonly to: readonly string[];
}

/** What of a Secret was seen, without showing it: SHA-256 over type and data, base64url. */
export function secretDigest(secret: { readonly type: string; readonly data: object }): string {
  return createHash('sha256')
    .update(canonical({ type: secret.type, data: secret.data }))
    .digest('base64url');
}

/** The sources that may serve a namespace of a cluster; never the namespace they lie in. */
export function sourcesFor(
  sources: readonly SecretSource[],
  { cluster, namespace }: { readonly cluster: string; readonly namespace: string },
): readonly SecretSource[] {
  return sources.filter(
    (one) =>
      (one.cluster === undefined || one.cluster === cluster) &&
      one.namespace !== namespace &&
      one.to.some((glob) => labelMatches(glob, namespace)),
  );
}
