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

const Access = z.array(
  z.object({ type: z.string(), name: z.string(), actions: z.array(z.string()).nullish() }),
);
const Payload = z.object({ access: Access.nullish() });

/** Actions a token grants on a repository; null when the token is opaque. Its signature is not our matter. */
export function actionsOf(token: string, repository: string): readonly string[] | null {
  const parts = token.split('.');
  if (parts.length !== 3) return null;
  const payload = Payload.safeParse(jsonOf(Buffer.from(parts[1] ?? '', 'base64url').toString('utf8')));
  // A JWT without an `access` claim keeps its rights elsewhere.
  if (!payload.success || payload.data.access === undefined) return null;
  const granted = (payload.data.access ?? []).filter(
    ({ type, name }) => type === 'repository' && name === repository,
  );
  return [...new Set(granted.flatMap(({ actions }) => actions ?? []))];
}
