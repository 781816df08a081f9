/** Is an image whole? Its manifest and each of its layers, asked by HEAD as whoever we are there. */
import { parseChallenges } from '../../engine/distribution/challenge-header.ts';
import { errorWords } from '../../engine/distribution/error-words.ts';
import { grantByToken } from '../../engine/distribution/grant.ts';
import { type Keyring, type Scheme, sentAs, type Who } from '../../engine/distribution/identity.ts';
import { askManifest, isFound } from '../../engine/distribution/manifest-attempt.ts';
import { readManifest } from '../../engine/distribution/manifest-body.ts';
import { askFollowing } from '../../engine/distribution/redirect.ts';
import { blobUrl, manifestUrl } from '../../engine/distribution/urls.ts';
import type { Vault } from '../../engine/probe.ts';
import type { Endpoint, HttpEnding, Login, NetworkAsker } from '../../engine/registry.ts';
import { sideBySide } from '../../engine/side-by-side.ts';
import type { Words } from '../../engine/words.ts';

export interface Damage {
  /** `manifest`: the registry does not have it, or one of an index's; `layer`: it has not all of its blobs. */
  readonly what: 'manifest' | 'layer';
  /** The manifest or the first blob that is not there. */
  readonly missing: string;
  /** The registry's words. */
  readonly says: string;
}

/** Null: it is whole, or nothing told otherwise. */
export type AskWhole = (digest: string) => Promise<Damage | null>;

export interface RegistryDoor {
  enter(repository: string): Promise<AskWhole | { readonly refused: string }>;
}

/** Of an index, so many children are looked at; of a manifest, so many blobs. */
const MOST = { children: 3, blobs: 40 } as const;
const AT_ONCE = 4;

const words: Words<{ silent(says: string): string }> = {
  en: { silent: (says) => `its registry did not answer at /v2/: ${says}` },
};

/** `origin`: `https://harbor.example.com`. */
export async function openRegistry(
  origin: string,
  network: NetworkAsker,
): Promise<RegistryDoor | { readonly why: string }> {
  const endpoint = endpointOf(origin);
  const ending = await network.http({ method: 'GET', url: `${origin}/v2/`, behalf: endpoint });
  if (ending.ended !== 'answered') return { why: words.en.silent(ending.says) };
  const challenges = parseChallenges(ending.headers['www-authenticate']);
  const bearer = challenges.find(({ scheme }) => scheme === 'bearer')?.parameters;
  const scheme: Scheme = bearer ? 'bearer' : challenges.length > 0 ? 'basic' : 'none';
  const login = network.ownLogin(endpoint);
  const who: Who = login ? { kind: 'own', username: login.username } : { kind: 'anonymous' };
  return {
    async enter(repository) {
      // Tokens are per repository; the diagnosis's own vault has one place for ours.
      const keyring: Keyring = { vault: pocket(), network, endpoint };
      if (bearer) {
        const service = { realm: bearer['realm'] ?? '', service: bearer['service'] ?? null };
        const { ended, says } = await grantByToken(who, service, repository, keyring);
        if (ended === 'not-granted' || ended === 'login-refused' || ended === 'login-needed')
          return { refused: says };
      }
      const sent = sentAs(who, scheme, keyring);
      if (sent === null) return async () => null;
      return (digest) => whole({ origin, path: repository, keyring, sent }, digest);
    },
  };
}

interface Asking {
  readonly origin: string;
  readonly path: string;
  readonly keyring: Keyring;
  readonly sent: NonNullable<ReturnType<typeof sentAs>>;
}

async function whole(asking: Asking, digest: string, depth: 'top' | 'child' = 'top'): Promise<Damage | null> {
  const { origin, path, keyring, sent } = asking;
  const question = {
    url: manifestUrl(origin, { path }, digest),
    behalf: keyring.endpoint,
    sent,
    harbor: true,
  };
  const { ending } = await askManifest(keyring.network, question, 'GET');
  if (!isFound(ending)) return isGone(ending) ? damage('manifest', digest, ending) : null;
  const body = readManifest(ending.body);
  if (body.kind === 'index' && depth === 'top') {
    for (const child of body.platforms.slice(0, MOST.children)) {
      const found = await whole(asking, child.digest, 'child');
      if (found) return found;
    }
  }
  if (body.kind !== 'single') return null;
  const blobs = [...new Set(body.blobs.map((blob) => blob.digest))].slice(0, MOST.blobs);
  const asked = await sideBySide(blobs, AT_ONCE, async (blob) => {
    const url = blobUrl(origin, { path }, blob);
    const head = { method: 'HEAD' as const, url, behalf: keyring.endpoint, ...sent };
    const answer = await askFollowing(keyring.network, head, 'once');
    return isGone(answer.ending) ? damage('layer', blob, answer.ending) : null;
  });
  return asked.find((one) => one !== null) ?? null;
}

/** A refusal, a limit or silence tells nothing about the storage. */
function isGone(ending: HttpEnding): boolean {
  return ending.ended === 'answered' && ending.status === 404;
}

function damage(what: Damage['what'], missing: string, ending: HttpEnding): Damage {
  return { what, missing, says: errorWords(ending).says };
}

function endpointOf(origin: string): Endpoint {
  const { hostname, port, protocol } = new URL(origin);
  const usual = protocol === 'https:' ? 443 : 80;
  return { host: hostname.replace(/^\[|\]$/g, ''), port: port === '' ? usual : Number(port) };
}

function pocket(): Vault {
  const held = new Map<string, Login>();
  return { keep: (id, login) => void held.set(id, login), login: (id) => held.get(id) };
}
