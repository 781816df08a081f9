/** `/service/token` as Harbor answers it: see the traps at each rule. */
import { basicOf } from '../registry/auth.ts';
import { type Ask, type Say, sayJson, sayText } from '../registry/exchange.ts';
import type { Access } from '../registry/jwt.ts';
import { type Identity, identify, nameOf } from './accounts.ts';
import { repositoryActions } from './rights.ts';
import { type HarborState, projectOf } from './state.ts';

export const SERVICE = 'harbor-registry';
const LIFETIME_SECONDS = 30 * 60;

export function sayToken(state: HarborState, ask: Ask): Say {
  if (ask.method !== 'GET') return sayText(405, 'Method Not Allowed', { allow: 'GET' });
  const service = ask.query.get('service') ?? '';
  if (service !== SERVICE) return sayText(400, `Unable to handle service: ${service}`);
  const who = identify(state, basicOf(ask), state.now());
  const scopes = ask.query.getAll('scope').flatMap((scope) => scope.split(' ').filter(Boolean));
  // Only without a scope does a bad login show; with one, Harbor hands out a token that grants nothing.
  if (who.kind === 'anonymous' && scopes.length === 0) return sayText(401, '');
  const access = scopes.flatMap((scope) => accessOf(state, who, scope));
  const issued = state.now();
  const token = state.signer.sign({
    iss: 'harbor-token-issuer',
    sub: nameOf(who),
    aud: SERVICE,
    iat: Math.floor(issued.getTime() / 1000),
    exp: Math.floor(issued.getTime() / 1000) + LIFETIME_SECONDS,
    access,
  });
  return sayJson(200, {
    token,
    // Harbor leaves it empty; clients must read `token` first.
    access_token: '',
    expires_in: LIFETIME_SECONDS,
    issued_at: issued.toISOString(),
  });
}

/** The access entry of one scope, `type:name:action,action`; a name may hold colons. */
function accessOf(state: HarborState, who: Identity, scope: string): readonly Access[] {
  const [type = '', ...rest] = scope.split(':');
  if (rest.length < 2) return [];
  const asked = (rest.pop() ?? '').split(',').filter(Boolean);
  const name = rest.join(':');
  if (type === 'repository')
    return [{ type, name, actions: repositoryActions(who, projectOf(state, name), asked) }];
  const admin = who.kind === 'user' && who.user.admin;
  return [{ type, name, actions: admin ? asked : [] }];
}
