/** Secrets that were probably meant for this image, though the kubelet makes no use of them. */
import { keyHost } from '../engine/credential-match.ts';
import type { CredentialsFact, PassedOver } from '../probes/credentials.ts';
import type { ReferenceFact } from '../probes/reference.ts';

/** Registries of which a private image needs a login of its own, never another host's. */
const PUBLIC =
  /^(?:[\w.-]{1,200}\.)?(?:docker\.io|docker\.com|quay\.io|ghcr\.io|gcr\.io|k8s\.io|public\.ecr\.aws|mcr\.microsoft\.com|registry\.gitlab\.com|nvcr\.io|registry\.redhat\.io)$/;
const HUB: ReadonlySet<string> = new Set(['docker.io', 'index.docker.io', 'registry-1.docker.io']);

/**
 * The login that was probably meant: one whose key is almost right, or the only private one the pod has.
 * Null when none is plausible.
 */
export function plausible({ passedOver, missingSecrets }: CredentialsFact): PassedOver | null {
  const close = passedOver.find(({ why }) => why !== 'foreign');
  if (close) return close;
  const [only] = passedOver;
  const hosts = new Set(passedOver.map(({ key }) => keyHost(key) ?? key));
  if (!only || hosts.size !== 1 || missingSecrets.length > 0) return null;
  return PUBLIC.test(keyHost(only.key) ?? only.key) ? null : only;
}

/** The first secret without a usable login that could have served: malformed as a whole, or for this host. */
export function unusableFor(
  { unusableSecrets }: CredentialsFact,
  parsed: ReferenceFact | null,
): CredentialsFact['unusableSecrets'][number] | null {
  const domain = parsed?.state === 'valid' ? parsed.ref.domain : null;
  return unusableSecrets.find(({ why }) => couldServe(why, domain)) ?? null;
}

/** An entry of a secret is named as `key`: … ; one for another host is not what this pull lacks. */
function couldServe(why: string, domain: string | null): boolean {
  const key = /^`([^`]{1,300})`: /.exec(why)?.[1];
  if (key === undefined || domain === null) return true;
  const host = keyHost(key) ?? key;
  return host === domain.replace(/:\d{1,5}$/, '') || host === domain || (HUB.has(host) && HUB.has(domain));
}

/** Registries to which nodes bring a login of their own, which no Secret shows. */
const NODE_LOGIN =
  /(?:\.dkr\.ecr(?:-fips)?\.[\w-]{1,40}\.amazonaws\.com(?:\.cn)?|\.azurecr\.(?:io|cn|us)|(?:^|\.)gcr\.io|-docker\.pkg\.dev)$/;

/** The pod has no login of any kind for this image, so none can be wrong or lack a right. */
export function sendsNothing(logins: CredentialsFact, parsed: ReferenceFact | null): boolean {
  const { matching, unusableSecrets, unreadableSecrets } = logins;
  const held = matching.length + unusableSecrets.length + unreadableSecrets.length;
  return held === 0 && parsed !== null && !nodeBringsLogin(parsed);
}

export function nodeBringsLogin(parsed: ReferenceFact | null): boolean {
  return parsed?.state === 'valid' && NODE_LOGIN.test(parsed.ref.domain);
}
