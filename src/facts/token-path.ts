/** The way to a token, step by step: where the realm leads, and whether the token that comes back can be any good. Pure. */
import type { TokenTimes } from '../engine/distribution/token.ts';
import type { Evidence } from '../engine/evidence.ts';
import type { Authorization } from '../probes/authorization.ts';
import type { ChallengeFact } from '../probes/challenge.ts';

/** How far apart two clocks may be before a registry refuses a token (distribution registry/auth/token: Leeway). */
const LEEWAY_S = 60;
/** The least a token may live (distribution docs/spec/auth/token.md, `expires_in`). */
const LEAST_S = 60;

/** What speaks against the realm that the registry names, by its address alone. */
export function aboutRealm({ url, realm }: Pick<ChallengeFact, 'url' | 'realm'>): readonly Evidence[] {
  if (realm === null || !URL.canParse(realm) || !URL.canParse(url)) return [];
  const [from, to] = [new URL(url), new URL(realm)];
  const source = 'realm';
  return [
    ...(from.hostname === to.hostname
      ? []
      : [{ source, says: `${to.host}: another host than the registry, ${from.host}` }]),
    ...(from.hostname === to.hostname && from.port !== to.port
      ? [{ source, says: `${to.host}: another port than the registry, ${from.host}` }]
      : []),
    ...(from.protocol === 'https:' && to.protocol === 'http:'
      ? [{ source, says: 'http, though the registry speaks TLS' }]
      : []),
  ];
}

export type TokenFlaw =
  | { readonly is: 'too-early' | 'too-late'; readonly says: string }
  | { readonly is: 'other-audience'; readonly says: string }
  | { readonly is: 'short-lived'; readonly seconds: number; readonly says: string };

/** What is wrong with a token by its own claims; `at` (ISO 8601) is when it was had. Null: nothing that it tells. */
export function flawOf(times: TokenTimes | undefined, service: string | null, at: string): TokenFlaw | null {
  if (!times) return null;
  const { audience, issuedAt, notBefore, expiresAt, livesS } = times;
  const now = Date.parse(at) / 1000;
  const starts = Math.max(...[issuedAt, notBefore].map((time) => (time ? Date.parse(time) / 1000 : 0)));
  if (starts > now + LEEWAY_S)
    return {
      is: 'too-early',
      says: `good from ${new Date(starts * 1000).toISOString()} on; it was had at ${at}`,
    };
  if (expiresAt !== null && Date.parse(expiresAt) / 1000 < now - LEEWAY_S)
    return { is: 'too-late', says: `expired at ${expiresAt} already; it was had at ${at}` };
  if (service !== null && audience.length > 0 && !audience.includes(service))
    return {
      is: 'other-audience',
      says: `made for ${audience.join(', ')}; the registry calls itself ${service}`,
    };
  if (livesS !== null && livesS < LEAST_S)
    return {
      is: 'short-lived',
      seconds: livesS,
      says: `lives ${livesS} s; clients count on ${LEAST_S} s at least`,
    };
  return null;
}

/** The first flaw among the tokens that were had. */
export function firstFlaw(
  asked: readonly Authorization[],
  service: string | null,
  at: string,
): (TokenFlaw & { readonly by: string }) | null {
  for (const { times, by } of asked) {
    const flaw = flawOf(times, service, at);
    if (flaw) return { ...flaw, by };
  }
  return null;
}
