/** Does a registry have this image? Asked with our own login there, or with none. */
import type { Vault } from '../probe.ts';
import type { Endpoint, Login, NetworkAsker } from '../registry.ts';
import { parseChallenges } from './challenge-header.ts';
import { errorWords } from './error-words.ts';
import { grantByToken } from './grant.ts';
import { type Keyring, type Scheme, sentAs, type Who } from './identity.ts';
import { askManifest, isFound } from './manifest-attempt.ts';
import { manifestUrl } from './urls.ts';

export interface HasImage {
  /** `unknown`: it does not say, to us. */
  readonly has: 'yes' | 'no' | 'unknown';
  /** Its words. */
  readonly says: string;
}

/** `origin`: `https://harbor.example.com`; `reference`: tag or digest. Never throws for what is answered. */
export async function hasImage(
  origin: string,
  { path, reference }: { readonly path: string; readonly reference: string },
  endpoint: Endpoint,
  network: NetworkAsker,
): Promise<HasImage> {
  const ending = await network.http({ method: 'GET', url: `${origin}/v2/`, behalf: endpoint });
  if (ending.ended !== 'answered') return { has: 'unknown', says: ending.says };
  const challenges = parseChallenges(ending.headers['www-authenticate']);
  const bearer = challenges.find(({ scheme }) => scheme === 'bearer')?.parameters;
  const scheme: Scheme = bearer ? 'bearer' : challenges.length > 0 ? 'basic' : 'none';
  const login = network.ownLogin(endpoint);
  const who: Who = login ? { kind: 'own', username: login.username } : { kind: 'anonymous' };
  const keyring: Keyring = { vault: pocket(), network, endpoint };
  if (bearer) {
    const service = { realm: bearer['realm'] ?? '', service: bearer['service'] ?? null };
    const { ended, says } = await grantByToken(who, service, path, keyring);
    if (ended !== 'granted' && ended !== 'not-granted') return { has: 'unknown', says };
  }
  const sent = sentAs(who, scheme, keyring);
  if (sent === null) return { has: 'unknown', says: 'no token was given' };
  const question = { url: manifestUrl(origin, { path }, reference), behalf: endpoint, sent, harbor: true };
  const asked = await askManifest(network, question, 'HEAD');
  const { says } = errorWords(asked.ending);
  if (isFound(asked.ending)) return { has: 'yes', says: '200 OK' };
  const isAbsent = asked.ending.ended === 'answered' && asked.ending.status === 404;
  return { has: isAbsent ? 'no' : 'unknown', says };
}

/** Tokens are per repository; they live as long as the question. */
function pocket(): Vault {
  const held = new Map<string, Login>();
  return { keep: (id, login) => void held.set(id, login), login: (id) => held.get(id) };
}
