/** What the same words may also mean, most frequent first: families that the signs of several causes share. */

/** Hosts that all the world can reach: as the source of a pattern, behind any subdomain. */
export const PUBLIC =
  '(?:docker\\.io|docker\\.com|quay\\.io|gcr\\.io|ghcr\\.io|k8s\\.io|microsoft\\.com|nvcr\\.io|gitlab\\.com|ecr\\.aws|amazonaws\\.com|pkg\\.dev|azurecr\\.io|redhat\\.(?:com|io))';

/** Every reason to ask for a login, or for another one. */
export const LOGINS = [
  'credentials-missing',
  'credentials-invalid',
  'credentials-wrong-host',
  'secret-missing',
  'permission-denied',
  'repository-not-found',
] as const;

/** What stands between a good login and a registry that does not take it. */
export const LOGIN_LOST = [
  'token-service-misconfigured',
  'mirror-misconfigured',
  'proxy-misconfigured',
  'registry-unavailable',
] as const;

/** What keeps a client from a token service whose name may be right. */
export const REALM_AWAY = [
  'dns-failure',
  'connection-timeout',
  'connection-refused',
  'proxy-misconfigured',
  'http-https-mismatch',
  'registry-unavailable',
  'network-reset',
] as const;

/** What makes a registry answer 5xx, or somebody on the way in its name. */
export const BEHIND_5XX = [
  'registry-storage-failure',
  'proxy-misconfigured',
  'mirror-misconfigured',
  'token-service-misconfigured',
  'connection-timeout',
] as const;

/** Why a request had no answer, where nothing more is told than that. */
export const UNANSWERED = [
  'connection-timeout',
  'dns-failure',
  'connection-refused',
  'proxy-misconfigured',
] as const;

/** What makes a network silent towards a registry that all others reach. */
export const NO_WAY_OUT = [
  'proxy-misconfigured',
  'mirror-misconfigured',
  'policy-blocked',
  'dns-failure',
  'network-unreachable',
  'registry-unavailable',
] as const;

/** What makes a manifest absent where it is asked for. */
export const ABSENT = [
  'repository-not-found',
  'registry-storage-failure',
  'mirror-misconfigured',
  'permission-denied',
  'credentials-missing',
  'platform-unavailable',
  'registry-unavailable',
  'manifest-unsupported',
] as const;

/** The others of a family than the cause that prints the words. */
export function others(cause: string, ...families: readonly (readonly string[])[]): readonly string[] {
  return [...new Set(families.flat())].filter((id) => id !== cause);
}
