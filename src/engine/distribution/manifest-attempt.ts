/** One identity asking for one manifest, and how that ended. */
import { createHash } from 'node:crypto';
import type { Endpoint, HttpEnding, HttpQuestion, NetworkAsker } from '../registry.ts';
import { type ErrorWords, errorWords } from './error-words.ts';
import type { Authorization } from './grant.ts';
import type { Who } from './identity.ts';
import { ACCEPT } from './manifest-body.ts';
import { askFollowing, type Elsewhere, elsewhereOf, type Followed } from './redirect.ts';

export interface ManifestAttempt {
  readonly who: Who;
  readonly ended:
    | 'found'
    | 'not-found'
    | 'unauthorized'
    | 'denied'
    /** A policy says no, or a firewall before the registry. */
    | 'blocked'
    | 'over-quota'
    | 'rate-limited'
    | 'unavailable'
    | 'failed';
  readonly status: number | null;
  /** OCI or Harbor error code: MANIFEST_UNKNOWN, NAME_UNKNOWN, DENIED, PROJECTPOLICYVIOLATION, TOOMANYREQUESTS. */
  readonly code: string | null;
  readonly says: string;
  /** `Retry-After` and `ratelimit-*` headers where sent. */
  readonly limits: Readonly<Record<string, string>>;
  /** Another host that the registry sent us to for the manifest, and where no answer came from. */
  readonly elsewhere?: Elsewhere;
}

type Answered = Extract<HttpEnding, { readonly ended: 'answered' }>;

/** Where a manifest lies and what to send along. */
export interface ManifestQuestion {
  readonly url: string;
  readonly behalf: Endpoint;
  readonly sent: Pick<HttpQuestion, 'login' | 'bearer'>;
  /** Harbor counts a GET as a pull, unless it comes from its own client's name. */
  readonly harbor: boolean;
}

/** Asks by HEAD, which no registry counts as a pull; the words of a refusal then come by GET. */
export async function attemptManifest(
  network: NetworkAsker,
  who: Who,
  question: ManifestQuestion,
): Promise<ManifestAttempt> {
  const head = await askManifest(network, question, 'HEAD');
  if (isFound(head.ending)) return foundAttempt(who, head.ending);
  if (head.ending.ended !== 'answered') return attemptOf(who, head, question);
  const get = await askManifest(network, question, 'GET');
  if (isFound(get.ending)) return foundAttempt(who, get.ending);
  const left = elsewhereOf(get, new URL(question.url).origin) !== null;
  return attemptOf(who, get.ending.ended === 'answered' || left ? get : head, question);
}

export async function askManifest(
  network: NetworkAsker,
  { url, behalf, sent, harbor }: ManifestQuestion,
  method: 'GET' | 'HEAD',
): Promise<Followed> {
  // Names of Harbor: src/server/middleware (artifact pulled events skip its own registry client).
  const name = harbor ? { 'user-agent': 'harbor-registry-client' } : {};
  const headers = { accept: ACCEPT, ...name };
  const asked = { method, url, behalf, headers, ...sent };
  const followed = await askFollowing(network, asked, 'once');
  // A web page of another host, such as one to sign in at, is no manifest, whatever its status.
  return isAway(followed, url) && isPage(followed.ending) ? askFollowing(network, asked, 'never') : followed;
}

export function isFound(ending: HttpEnding): ending is Answered & { readonly status: 200 } {
  return ending.ended === 'answered' && ending.status === 200;
}

/** An attempt that ended without a manifest. */
export function attemptOf(who: Who, followed: Followed, { url }: ManifestQuestion): ManifestAttempt {
  const { ending } = followed;
  const words = errorWords(ending);
  const attempt = { who, ended: endedBy(words, isPage(ending)), ...words, limits: limitsOf(ending) };
  if (!isAway(followed, url)) return attempt;
  const elsewhere = elsewhereOf(followed, new URL(url).origin);
  return {
    ...attempt,
    // Another host never saw the login: its refusal says nothing of what the login may do.
    ended: LOGIN_REFUSED.has(attempt.ended) ? 'failed' : attempt.ended,
    says: `${new URL(followed.url).host}, where the registry leads for the manifest: ${words.says}`,
    ...(elsewhere ? { elsewhere } : {}),
  };
}

const LOGIN_REFUSED: ReadonlySet<ManifestAttempt['ended']> = new Set(['unauthorized', 'denied']);

function isAway(followed: Followed, asked: string): boolean {
  return new URL(followed.url).origin !== new URL(asked).origin;
}

/** The token service refused, so no manifest was asked for: containerd stops here with the same words. */
export function attemptByGrant({ who, ended, status, code, says, by }: Authorization): ManifestAttempt {
  const ends = { 'rate-limited': 'rate-limited', unavailable: 'unavailable', failed: 'failed' } as const;
  const end = ended in ends ? ends[ended as keyof typeof ends] : 'unauthorized';
  return { who, ended: end, status, code, says: `${by}: ${says}`, limits: {} };
}

/** The digest the registry names, else that of the bytes themselves. */
export function digestOf({ headers, body }: Answered): string {
  return headers['docker-content-digest'] ?? `sha256:${createHash('sha256').update(body).digest('hex')}`;
}

export function mediaTypeOf({ headers }: Answered): string | null {
  return headers['content-type']?.split(';', 1)[0]?.trim() || null;
}

function foundAttempt(who: Who, ending: Answered): ManifestAttempt {
  const says = `200 OK: ${mediaTypeOf(ending) ?? 'no media type'}`;
  return { who, ended: 'found', status: 200, code: null, says, limits: limitsOf(ending) };
}

const RATE = /rate[ -]?limit|too many requests|throttl/i;
const QUOTA = /quota|bandwidth|data transfer limit|payment required/i;
const PLACE =
  /your (?:country|region|location)|\b(?:country|countries|geograph\w*|embargo\w*|sanction\w*|jurisdiction)\b/i;

/** A 403 may mean anything but a missing right: what it says decides, and a web page is no registry's refusal. */
function forbidden({ code, says }: ErrorWords, page: boolean): ManifestAttempt['ended'] {
  if (RATE.test(says)) return 'rate-limited';
  if (QUOTA.test(says)) return 'over-quota';
  return PLACE.test(says) || (page && code === null) ? 'blocked' : 'denied';
}

function isPage(ending: HttpEnding): boolean {
  return ending.ended === 'answered' && /\bhtml\b/i.test(ending.headers['content-type'] ?? '');
}

function endedBy(words: ErrorWords, page: boolean): ManifestAttempt['ended'] {
  const { status, code } = words;
  if (status === null) return 'failed';
  if (status === 429 || code === 'TOOMANYREQUESTS') return 'rate-limited';
  if (status === 404) return 'not-found';
  if (status === 401) return 'unauthorized';
  if (status === 402 || status === 507) return 'over-quota';
  if (status === 403) return forbidden(words, page);
  if (status === 412 || status === 451) return 'blocked';
  return status >= 500 ? 'unavailable' : 'failed';
}

function limitsOf(ending: HttpEnding): Readonly<Record<string, string>> {
  if (ending.ended !== 'answered') return {};
  const told = Object.entries(ending.headers).filter(([name]) => /^retry-after$|ratelimit/.test(name));
  return Object.fromEntries(told);
}
