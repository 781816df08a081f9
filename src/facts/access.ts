/** How far each identity gets: its token and what the registry then said to it, read together. */
import type { Authorization, AuthorizationFact, Who } from '../probes/authorization.ts';
import type { CredentialsFact } from '../probes/credentials.ts';
import type { ManifestAttempt, ManifestFact } from '../probes/manifest.ts';
import type { RepositoryFact } from '../probes/repository.ts';

export type Standing = 'may' | 'login-refused' | 'not-granted' | 'login-needed' | 'unclear';

export interface Identity {
  readonly who: Who;
  readonly standing: Standing;
  /** The system's own words. */
  readonly says: string;
  /** Who said them. */
  readonly by: string;
}

export interface Access {
  /**
   * Whom the node would pull as. The kubelet sends the logins that match, and goes without one only when
   * none does: a public image fails under a bad login.
   */
  readonly used: readonly Identity[];
  readonly anonymous: Identity | null;
  /** `unclear` also when a secret could not be read: the node may hold a login that we do not know. */
  readonly pod: 'may' | 'refused' | 'unclear';
}

export function readAccess(
  authorization: AuthorizationFact,
  credentials: CredentialsFact,
  manifest: ManifestFact | null,
): Access {
  const identities = authorization.asked.map((asked) => standing(asked, attemptOf(asked.who, manifest)));
  const anonymous = identities.find(({ who }) => who.kind === 'anonymous') ?? null;
  const logins = identities.filter(({ who }) => who.kind === 'credential');
  // Who is not challenged sends no login, even where one matches.
  const sendsLogin = credentials.matching.length > 0 && authorization.scheme !== 'none';
  const used = sendsLogin ? logins : anonymous ? [anonymous] : [];
  return { used, anonymous, pod: podStanding(used, credentials) };
}

function podStanding(used: readonly Identity[], credentials: CredentialsFact): Access['pod'] {
  const unread = credentials.unreadableSecrets.length > 0;
  const mayByLogin = used.some((one) => one.standing === 'may' && one.who.kind === 'credential');
  if (mayByLogin) return 'may';
  if (unread || used.length === 0) return 'unclear';
  if (used.some((one) => one.standing === 'may')) return 'may';
  return used.every((one) => one.standing !== 'unclear') ? 'refused' : 'unclear';
}

/** What the registry said to the pull itself outweighs what the token promised. */
function standing(asked: Authorization, attempt: ManifestAttempt | undefined): Identity {
  const registry = (kind: Standing): Identity => ({
    who: asked.who,
    standing: kind,
    says: attempt?.says ?? asked.says,
    by: 'registry',
  });
  if (attempt?.ended === 'found' || attempt?.ended === 'not-found' || attempt?.ended === 'blocked')
    return registry('may');
  // A good token that is refused says nothing of who it was made for.
  if (attempt && isSpurned(asked, attempt)) return registry('unclear');
  const refusedNow = attempt?.ended === 'unauthorized' || attempt?.ended === 'denied';
  if (asked.ended === 'granted' && refusedNow)
    return registry(asked.who.kind === 'anonymous' ? 'login-needed' : 'not-granted');
  return { who: asked.who, standing: STANDING[asked.ended], says: asked.says, by: asked.by };
}

/** The token grants this very pull, and the registry does not believe it: another key, issuer, audience or clock. */
function isSpurned({ ended, actions }: Authorization, attempt: ManifestAttempt): boolean {
  const grants = ended === 'granted' && (actions?.includes('pull') || actions?.includes('*'));
  return grants === true && attempt.ended === 'unauthorized';
}

/** The first token that its own registry refuses, with the registry's words; null when there is none. */
export function spurnedToken(
  asked: readonly Authorization[],
  manifest: ManifestFact | null,
): { readonly grant: Authorization; readonly says: string } | null {
  for (const grant of asked) {
    const attempt = attemptOf(grant.who, manifest);
    if (attempt && isSpurned(grant, attempt)) return { grant, says: attempt.says };
  }
  return null;
}

const STANDING: Readonly<Record<Authorization['ended'], Standing>> = {
  granted: 'may',
  'login-refused': 'login-refused',
  'not-granted': 'not-granted',
  'login-needed': 'login-needed',
  'rate-limited': 'unclear',
  unavailable: 'unclear',
  failed: 'unclear',
};

function attemptOf(who: Who, manifest: ManifestFact | null): ManifestAttempt | undefined {
  return manifest?.attempts.find((attempt) => sameWho(attempt.who, who));
}

export function sameWho(a: Who, b: Who): boolean {
  if (a.kind === 'credential' && b.kind === 'credential') return a.id === b.id;
  return a.kind === b.kind;
}

/** The attempts made as the pod would make them; our own login says nothing about the pod. */
export function podAttempts(manifest: ManifestFact): readonly ManifestAttempt[] {
  const byLogin = manifest.attempts.filter(({ who }) => who.kind === 'credential');
  return byLogin.length > 0 ? byLogin : manifest.attempts.filter(({ who }) => who.kind === 'anonymous');
}

/** Who said it and to whom, as the source of a quote: `token service x, for robot$ci`. */
export function toWhom(by: string, who: Who): string {
  if (who.kind === 'anonymous') return `${by}, without a login`;
  return who.kind === 'own' ? `${by}, for our own login ${who.username}` : `${by}, for ${who.username}`;
}

/**
 * The one who asked as the pod does met a 500, while the repository's own list of tags is answered: the
 * registry is up and cannot read this manifest. 502 to 504 come from a proxy and say nothing of storage.
 */
export function brokenAlone(fact: ManifestFact, repo: RepositoryFact | null): ManifestAttempt | null {
  if (repo?.state !== 'exists') return null;
  return podAttempts(fact).find(({ ended, status }) => ended === 'unavailable' && status === 500) ?? null;
}

/** Names an identity in a sentence. */
export function nameOf(who: Who): string {
  if (who.kind === 'anonymous') return 'nobody logged in';
  return who.kind === 'own'
    ? `our own login \`${who.username}\``
    : `\`${who.username}\` of secret \`${who.secret}\``;
}
