/** Logins the kubelet passes over that were probably meant for this image. */
import type { CredentialsFact, PassedOver } from '../probes/credentials.ts';

/** Registries of which a private image needs a login of its own, never another host's. */
const PUBLIC =
  /^(?:.*\.)?(?:docker\.io|docker\.com|quay\.io|ghcr\.io|gcr\.io|k8s\.io|public\.ecr\.aws|mcr\.microsoft\.com|registry\.gitlab\.com|nvcr\.io|registry\.redhat\.io)$/;

/**
 * The login that was probably meant: one whose key is almost right, or the only private one the pod has.
 * Null when none is plausible.
 */
export function plausible({ passedOver, missingSecrets }: CredentialsFact): PassedOver | null {
  const close = passedOver.find(({ why }) => why !== 'foreign');
  if (close) return close;
  const [only] = passedOver;
  const hosts = new Set(passedOver.map(({ key }) => keyHost(key)));
  if (!only || hosts.size !== 1 || missingSecrets.length > 0) return null;
  return PUBLIC.test(keyHost(only.key).replace(/:\d{1,5}$/, '')) ? null : only;
}

/** Host of a key of `auths`, which people write with or without scheme and path. */
export function keyHost(key: string): string {
  return key.replace(/^https?:\/\//, '').split('/')[0] ?? key;
}
