import { NotReached } from '../engine/answer.ts';
import type { Authorization } from '../engine/distribution/grant.ts';
import { type Keyring, sentAs } from '../engine/distribution/identity.ts';
import {
  askManifest,
  attemptByGrant,
  attemptManifest,
  attemptOf,
  digestOf,
  isFound,
  type ManifestAttempt,
  type ManifestQuestion,
  mediaTypeOf,
} from '../engine/distribution/manifest-attempt.ts';
import {
  type Blob,
  type IndexedPlatform,
  pickPlatform,
  readManifest,
} from '../engine/distribution/manifest-body.ts';
import type { Elsewhere } from '../engine/distribution/redirect.ts';
import { manifestUrl } from '../engine/distribution/urls.ts';
import type { Probe, ProbeContext } from '../engine/probe.ts';
import type { ImageReference } from '../engine/reference.ts';
import { type AuthorizationFact, authorization, type Who } from './authorization.ts';
import { challenge } from './challenge.ts';
import { node } from './node.ts';
import { reference } from './reference.ts';
import type { TlsFact } from './tls.ts';

export type { ManifestAttempt } from '../engine/distribution/manifest-attempt.ts';
export type Platform = IndexedPlatform;

export interface ManifestFact {
  readonly url: string;
  /** In the kubelet's order: each matching login, nobody, and last our own login for knowledge only. */
  readonly attempts: readonly ManifestAttempt[];
  /**
   * What the pull gets. Nobody's attempt counts only where no login matches, because the kubelet does not
   * fall back to it; our own never counts.
   */
  readonly found: FoundManifest | null;
  /** Where the registry led whom the pull comes from, without reaching anything there. */
  readonly elsewhere?: Elsewhere & {
    readonly says: string;
    /** Its certificate, judged as the registry's own, where TLS is what broke. */
    readonly tls?: TlsFact;
  };
}

export interface FoundManifest {
  readonly who: Who;
  readonly digest: string;
  readonly mediaType: string;
  /** Of an index, its runnable platforms (attestations left out); null for a single manifest. */
  readonly platforms: readonly Platform[] | null;
  /** Blobs of the single manifest, or of the index's child for the node's platform once chosen. */
  readonly blobs: readonly Blob[];
  /** The child an index promises for the platform, and that the registry does not hand out. */
  readonly childFault?: {
    readonly digest: string;
    readonly status: number | null;
    readonly says: string;
    readonly elsewhere?: Elsewhere;
  };
}

/** Where nobody knows the node, the platform most clusters have. */
const COMMON = { os: 'linux', arch: 'amd64' } as const;

/** Node's code of a certificate for another name. */
const MISNAMED = 'ERR_TLS_CERT_ALTNAME_INVALID';

/** The manifest of the reference, asked as containerd asks: with each login in turn, then anonymously. */
export const manifest: Probe<ManifestFact> = {
  id: 'manifest',
  asks: () => 'asking for the manifest',
  async ask(ctx) {
    if (ctx.pull.op === 'login') throw new NotReached('reference');
    const [parsed, challenged] = await Promise.all([ctx.need(reference), ctx.need(challenge)]);
    if (parsed.state === 'invalid') throw new NotReached('reference');
    if (challenged.ending.ended !== 'answered') throw new NotReached('challenge');
    const { ref } = parsed;
    const { scheme, asked } = await authorized(ctx);
    const origin = new URL(challenged.url).origin;
    const keyring: Keyring = { vault: ctx.vault, network: ctx.network, endpoint: ref.endpoint };
    const asking = { scheme, ref, origin, keyring };
    const attempts = await Promise.all(asked.map((grant) => attempt(grant, asking)));
    const url = manifestUrl(origin, ref, ref.reference);
    const counts = winner(attempts, scheme);
    if (!counts) return { url, attempts, found: null, ...(await ledAway(attempts, keyring)) };
    const read = await readFound(counts.who, asking, ctx);
    if (!('ended' in read)) return { url, attempts, found: read };
    // HEAD promised it and GET does not keep the promise.
    const ended = attempts.map((each) => (each === counts ? read : each));
    return { url, attempts: ended, found: null, ...(await ledAway([read], keyring)) };
  },
};

interface Asking {
  readonly scheme: AuthorizationFact['scheme'];
  readonly ref: ImageReference;
  readonly origin: string;
  readonly keyring: Keyring;
}

/** A registry whose `/v2/` cannot be understood may still hand out manifests: containerd does not ask `/v2/`. */
async function authorized({ ask }: ProbeContext): Promise<AuthorizationFact> {
  const answer = await ask(authorization);
  if (answer.state === 'known') return answer.fact;
  const nobody: Authorization = {
    who: { kind: 'anonymous' },
    ended: 'granted',
    status: null,
    code: null,
    says: 'not asked',
    by: 'registry',
    actions: null,
  };
  return { scheme: 'none', asked: [nobody] };
}

async function attempt(
  grant: Authorization,
  { scheme, ref, origin, keyring }: Asking,
): Promise<ManifestAttempt> {
  const question = questionFor(grant.who, ref.reference, { scheme, ref, origin, keyring });
  const refused = scheme === 'basic' && grant.ended === 'login-refused';
  if (!question || refused) return attemptByGrant(grant);
  return attemptManifest(keyring.network, grant.who, question);
}

function questionFor(
  who: Who,
  wanted: string,
  { scheme, ref, origin, keyring }: Asking,
): ManifestQuestion | null {
  const sent = sentAs(who, scheme, keyring);
  if (!sent) return null;
  const harbor = keyring.network.settings(ref.endpoint).kind === 'harbor';
  return { url: manifestUrl(origin, ref, wanted), behalf: ref.endpoint, sent, harbor };
}

/** The attempt the kubelet would end with; see ManifestFact. */
function winner(attempts: readonly ManifestAttempt[], scheme: Asking['scheme']): ManifestAttempt | undefined {
  const found = attempts.filter(({ ended }) => ended === 'found');
  const login = found.find(({ who }) => who.kind === 'credential');
  const loginsMatch = attempts.some(({ who }) => who.kind === 'credential');
  if (login || (loginsMatch && scheme !== 'none')) return login;
  return found.find(({ who }) => who.kind === 'anonymous');
}

/** The way that broke at another host, with the certificate there; our own login's way is not the pull's. */
async function ledAway(
  attempts: readonly ManifestAttempt[],
  { network, endpoint }: Keyring,
): Promise<Pick<ManifestFact, 'elsewhere'>> {
  const away = attempts.find(({ who, elsewhere }) => who.kind !== 'own' && elsewhere);
  if (!away?.elsewhere) return {};
  const elsewhere = { ...away.elsewhere, says: away.says };
  const { host, port, ended, code } = away.elsewhere;
  if (ended !== 'tls' || code === undefined) return { elsewhere };
  const handshake = await network.handshake({ host, port });
  if (handshake.ended !== 'done') return { elsewhere };
  // The registry's own authorities judge there, as a runtime's do; they have done so already.
  const misnamed = code === MISNAMED;
  const judged = { ...handshake, untrusted: misnamed ? null : code, mismatch: misnamed ? away.says : null };
  const { trust = 'system' } = network.settings(endpoint);
  return { elsewhere: { ...elsewhere, tls: { host, port, spoken: 'tls', handshake: judged, trust } } };
}

async function readFound(
  who: Who,
  asking: Asking,
  ctx: ProbeContext,
): Promise<FoundManifest | ManifestAttempt> {
  const { network } = asking.keyring;
  const question = questionFor(who, asking.ref.reference, asking);
  if (!question) throw new Error(`the token of ${who.kind} is no longer held in memory`);
  const followed = await askManifest(network, question, 'GET');
  const { ending } = followed;
  if (!isFound(ending)) return attemptOf(who, followed, question);
  const body = readManifest(ending.body);
  const mediaType = mediaTypeOf(ending) ?? body.mediaType ?? 'unknown';
  const top = { who, digest: digestOf(ending), mediaType };
  if (body.kind === 'other') return { ...top, platforms: null, blobs: [] };
  if (body.kind === 'single') return { ...top, platforms: null, blobs: body.blobs };
  const { platforms } = body;
  const child = await chooseChild(platforms, ctx);
  if (!child) return { ...top, platforms, blobs: [] };
  return { ...top, platforms, ...(await readChild(who, child.digest, asking)) };
}

async function chooseChild(platforms: readonly Platform[], { ask }: ProbeContext): Promise<Platform | null> {
  const bound = await ask(node);
  if (bound.state === 'known') return pickPlatform(platforms, bound.fact.node);
  return pickPlatform(platforms, COMMON) ?? platforms[0] ?? null;
}

async function readChild(
  who: Who,
  digest: string,
  asking: Asking,
): Promise<Pick<FoundManifest, 'blobs' | 'childFault'>> {
  const question = questionFor(who, digest, asking);
  if (!question) return { blobs: [] };
  const followed = await askManifest(asking.keyring.network, question, 'GET');
  const { ending } = followed;
  if (!isFound(ending)) {
    const { status, says, elsewhere } = attemptOf(who, followed, question);
    return { blobs: [], childFault: { digest, status, says, ...(elsewhere ? { elsewhere } : {}) } };
  }
  const body = readManifest(ending.body);
  return { blobs: body.kind === 'single' ? body.blobs : [] };
}
