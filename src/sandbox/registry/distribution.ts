/** A distribution registry: its API over a store, behind a way of asking for logins. */
import { type Auth, refuse, type Wanted } from './auth.ts';
import { sayBlob, sayManifest } from './content.ts';
import { API_VERSION, sayError } from './errors.ts';
import { type Ask, type Handler, type Say, sayJson, sayText } from './exchange.ts';
import { createFaults, type Faults } from './faults.ts';
import { sayCatalog, sayTags } from './listing.ts';
import { nameIsValid, type Route, routeOf } from './route.ts';
import { createStore, type Store } from './store.ts';

export interface Distribution {
  readonly store: Store;
  readonly faults: Faults;
  readonly handle: Handler;
}

/** A registry in memory. `auth` is asked at every request, so that logins can change while it runs. */
export function createDistribution(auth: Auth = { kind: 'none' }): Distribution {
  const store = createStore();
  const faults = createFaults();
  const handle = (ask: Ask): Say => {
    const faulty = faults.answer(ask);
    if (faulty) return faulty;
    const route = routeOf(ask.path);
    if (route.at === 'nowhere') return sayText(404, '404 page not found\n');
    return refuse(auth, ask, wantedBy(route)) ?? sayRoute(route, store, ask);
  };
  return { store, faults, handle };
}

/** The answer of a route to someone who may have it. */
export function sayRoute(route: Route, store: Store, ask: Ask): Say {
  if (ask.method !== 'GET' && ask.method !== 'HEAD') return sayError('UNSUPPORTED');
  if (route.at === 'base') return sayJson(200, {}, API_VERSION);
  if (route.at === 'catalog') return sayCatalog(store.names(), ask);
  if (route.at === 'nowhere') return sayText(404, '404 page not found\n');
  if (!nameIsValid(route.repository)) return sayError('NAME_INVALID', { detail: { name: route.repository } });
  const repository = store.get(route.repository);
  if (route.at === 'tags') return sayTags(repository, route.repository, ask);
  if (route.at === 'manifest') return sayManifest(repository, route.reference, ask);
  if (!/^sha256:[0-9a-f]{64}$/.test(route.reference)) return sayError('DIGEST_INVALID');
  return sayBlob(repository, route.reference, ask);
}

function wantedBy(route: Route): Wanted {
  if (route.at === 'catalog') return { type: 'registry', name: 'catalog', action: '*' };
  if (!('repository' in route)) return null;
  return { type: 'repository', name: route.repository, action: 'pull' };
}
