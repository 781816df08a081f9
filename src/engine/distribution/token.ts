/** The token flow (distribution spec/auth/token.md): where to ask, what the answer holds, what the token grants. */
import { z } from 'zod';
import { jsonOf } from './error-words.ts';

export interface TokenService {
  readonly realm: string;
  readonly service: string | null;
}

/** Address of a token request; without a scope it only tests the login. Null when the realm is no URL. */
export function tokenUrl(
  { realm, service }: TokenService,
  scope: string | null,
  account: string | null,
): string | null {
  if (!/^https?:\/\//i.test(realm) || !URL.canParse(realm)) return null;
  const url = new URL(realm);
  if (service !== null) url.searchParams.set('service', service);
  if (account !== null) url.searchParams.set('account', account);
  if (scope !== null) url.searchParams.append('scope', scope);
  return url.href;
}

/** Harbor leaves `access_token` empty, others leave `token` out. */
const TokenAnswer = z.object({ token: z.string().catch(''), access_token: z.string().catch('') });

/** The token of an answer's body, or null. */
export function tokenOf(body: string): string | null {
  const answer = TokenAnswer.safeParse(jsonOf(body));
  if (!answer.success) return null;
  return answer.data.token || answer.data.access_token || null;
}

/** For whom and from when to when a token is good, as far as it can be read. Times are ISO 8601. */
export interface TokenTimes {
  readonly audience: readonly string[];
  readonly issuedAt: string | null;
  readonly notBefore: string | null;
  readonly expiresAt: string | null;
  /** Seconds it lives, by its own times, else by the answer's `expires_in`; null: neither is told. */
  readonly livesS: number | null;
}

const Times = z.object({
  aud: z.union([z.string().transform((one) => [one]), z.array(z.string())]).catch([]),
  iat: z.number().nullish().catch(null),
  nbf: z.number().nullish().catch(null),
  exp: z.number().nullish().catch(null),
});
const Lifetime = z.object({ expires_in: z.number().positive() });

/** Reads the times of the token in an answer's body; an opaque token tells only what the answer says of it. */
export function timesOf(body: string, token: string): TokenTimes {
  const claims = Times.safeParse(claimsOf(token));
  const { aud, iat, nbf, exp } = claims.success ? claims.data : { aud: [], iat: null, nbf: null, exp: null };
  const told = Lifetime.safeParse(jsonOf(body));
  const from = iat ?? nbf ?? null;
  return {
    audience: aud,
    issuedAt: instant(iat),
    notBefore: instant(nbf),
    expiresAt: instant(exp),
    livesS: exp != null && from !== null ? exp - from : told.success ? told.data.expires_in : null,
  };
}

/** A date beyond what JavaScript can hold is no date. */
function instant(seconds: number | null | undefined): string | null {
  if (seconds == null || Math.abs(seconds) > 8.64e12) return null;
  return new Date(seconds * 1000).toISOString();
}

/** The claims of a JWT; undefined for a token that is none. Its signature is not our matter. */
function claimsOf(token: string): unknown {
  const parts = token.split('.');
  return parts.length === 3 ? jsonOf(Buffer.from(parts[1] ?? '', 'base64url').toString('utf8')) : undefined;
}

const Access = z.array(
  z.object({ type: z.string(), name: z.string(), actions: z.array(z.string()).nullish() }),
);
const Payload = z.object({ access: Access.nullish() });

/** Actions a token grants on a repository; null when the token is opaque. */
export function actionsOf(token: string, repository: string): readonly string[] | null {
  const payload = Payload.safeParse(claimsOf(token));
  // A JWT without an `access` claim keeps its rights elsewhere.
  if (!payload.success || payload.data.access === undefined) return null;
  const granted = (payload.data.access ?? []).filter(
    ({ type, name }) => type === 'repository' && name === repository,
  );
  return [...new Set(granted.flatMap(({ actions }) => actions ?? []))];
}
