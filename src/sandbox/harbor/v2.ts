/** Core in front of the registry: it checks rights and the database, then the registry answers. */
import { basicOf, bearerOf } from '../registry/auth.ts';
import { sayRoute } from '../registry/distribution.ts';
import { API_VERSION, sayError } from '../registry/errors.ts';
import { type Ask, type Say, sayText } from '../registry/exchange.ts';
import { type Route, routeOf } from '../registry/route.ts';
import { resolve } from '../registry/store.ts';
import { type Identity, identify } from './accounts.ts';
import { sayHarborError } from './errors.ts';
import { mayInProject } from './rights.ts';
import { type HarborState, projectOf } from './state.ts';
import { SERVICE } from './token-service.ts';

export function sayV2(state: HarborState, ask: Ask): Say {
  const route = routeOf(ask.path);
  if (route.at === 'nowhere') return sayText(404, '404 page not found\n');
  if (!allowed(state, ask, route)) return unauthorized(state, ask, route);
  return (
    missing(state, route) ?? blocked(state, route) ?? lost(state, route) ?? sayRoute(route, state.store, ask)
  );
}

function allowed(state: HarborState, ask: Ask, route: Route): boolean {
  const token = bearerOf(ask);
  const claims = token ? state.signer.read(token, state.now()) : null;
  const who: Identity = identify(state, basicOf(ask), state.now());
  if (route.at === 'base') return claims !== null || who.kind !== 'anonymous';
  if (route.at === 'catalog') return who.kind === 'user' && who.user.admin;
  if (!('repository' in route)) return false;
  if (!claims) return mayInProject(who, projectOf(state, route.repository), 'repository', 'pull');
  return claims.access.some(
    (one) => one.type === 'repository' && one.name === route.repository && one.actions.includes('pull'),
  );
}

/** The challenge of src/server/middleware/v2auth: Basic once a login was sent, else the token service. */
function unauthorized(state: HarborState, ask: Ask, route: Route): Say {
  const repository = 'repository' in route ? route.repository : null;
  const what =
    repository === null ? 'unauthorized' : `unauthorized to access repository: ${repository}, action: pull`;
  const scope = repository === null ? '' : `,scope="repository:${repository}:pull"`;
  const basic = ask.header('authorization') !== undefined || route.at === 'catalog';
  const challenge = basic
    ? 'Basic realm="harbor"'
    : `Bearer realm="${state.externalUrl}/service/token",service="${SERVICE}"${scope}`;
  return sayHarborError('UNAUTHORIZED', `${what}: ${what}`, {
    ...API_VERSION,
    'www-authenticate': challenge,
  });
}

/** Core looks repositories and artifacts up in its database before the registry is asked. */
function missing(state: HarborState, route: Route): Say | null {
  if (route.at !== 'manifest' && route.at !== 'tags') return null;
  const repository = state.store.get(route.repository);
  if (!repository)
    return sayHarborError('NOT_FOUND', `repository ${route.repository} not found`, API_VERSION);
  if (route.at === 'tags' || resolve(repository, route.reference)) return null;
  const join = route.reference.includes(':') ? '@' : ':';
  return sayHarborError(
    'NOT_FOUND',
    `artifact ${route.repository}${join}${route.reference} not found`,
    API_VERSION,
  );
}

/** The database knows the image and the storage does not. */
function lost(state: HarborState, route: Route): Say | null {
  if (route.at !== 'manifest') return null;
  const repository = state.store.get(route.repository);
  const digest = repository && resolve(repository, route.reference)?.digest;
  if (!state.broken.has(`${route.repository}@${digest}`)) return null;
  return sayError('MANIFEST_UNKNOWN', { detail: `unknown manifest revision=${digest}` });
}

function blocked(state: HarborState, route: Route): Say | null {
  if (route.at !== 'manifest') return null;
  const why = state.blocked.get(route.repository);
  return why === undefined ? null : sayHarborError('PROJECTPOLICYVIOLATION', why, API_VERSION);
}
