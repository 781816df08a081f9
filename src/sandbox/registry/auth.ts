/** Who may pull: the three ways in which a distribution registry asks for a login. */
import { sayError } from './errors.ts';
import type { Ask, Say } from './exchange.ts';
import type { Access, Signer } from './jwt.ts';

export interface BasicLogin {
  readonly username: string;
  readonly password: string;
}

export type Auth =
  | { readonly kind: 'none' }
  /** Passwords by user name, as an htpasswd file has them. */
  | { readonly kind: 'basic'; readonly realm: string; readonly users: ReadonlyMap<string, string> }
  | { readonly kind: 'token'; readonly realm: string; readonly service: string; readonly signer: Signer };

/** What a request wants: an action on a repository, or nothing but an answer of the base route. */
export type Wanted = { readonly type: string; readonly name: string; readonly action: string } | null;

/** The refusal of a request, or null when it may go on. */
export function refuse(auth: Auth, ask: Ask, wanted: Wanted): Say | null {
  if (auth.kind === 'none') return null;
  if (auth.kind === 'basic') return refuseBasic(auth, ask, wanted);
  const sent = bearerOf(ask);
  const claims = sent ? auth.signer.read(sent, new Date()) : null;
  if (claims && (wanted === null || grants(claims.access, wanted))) return null;
  const scope = wanted ? `,scope="${wanted.type}:${wanted.name}:${wanted.action}"` : '';
  const why = claims ? ',error="insufficient_scope"' : sent ? ',error="invalid_token"' : '';
  return unauthorized(`Bearer realm="${auth.realm}",service="${auth.service}"${scope}${why}`, wanted);
}

function refuseBasic(auth: Auth & { kind: 'basic' }, ask: Ask, wanted: Wanted): Say | null {
  const login = basicOf(ask);
  if (login && auth.users.get(login.username) === login.password) return null;
  return unauthorized(`Basic realm="${auth.realm}"`, wanted);
}

function unauthorized(challenge: string, wanted: Wanted): Say {
  const detail = wanted ? [{ Type: wanted.type, Class: '', Name: wanted.name, Action: wanted.action }] : null;
  return sayError('UNAUTHORIZED', { detail, headers: { 'www-authenticate': challenge } });
}

function grants(access: readonly Access[], wanted: NonNullable<Wanted>): boolean {
  return access.some(
    (one) => one.type === wanted.type && one.name === wanted.name && one.actions.includes(wanted.action),
  );
}

/** The login of a Basic Authorization header. */
export function basicOf(ask: Ask): BasicLogin | null {
  const given = /^Basic (.+)$/i.exec(ask.header('authorization') ?? '')?.[1];
  if (!given) return null;
  const [username = '', ...rest] = Buffer.from(given, 'base64').toString().split(':');
  return { username, password: rest.join(':') };
}

/** The token of a Bearer Authorization header. */
export function bearerOf(ask: Ask): string | null {
  return /^Bearer (.+)$/i.exec(ask.header('authorization') ?? '')?.[1] ?? null;
}
