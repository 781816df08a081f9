/** The way to a registry, step by step as a client goes it: its name, its port, its certificate, its API, a login. */
import { isIP } from 'node:net';
import { z } from 'zod';
import type { Endpoint, HttpEnding, Lookup, NetworkAsker } from '../registry.ts';
import { chosenChallenge } from './challenge-header.ts';
import { errorWords, jsonOf } from './error-words.ts';
import { tokenUrl } from './token.ts';
import { originOf } from './urls.ts';

/** `harbor`: what Harbor says of its components; left out where none answers there. */
export type PathStepId = 'dns' | 'tcp' | 'tls' | 'api' | 'harbor' | 'login';
/** What a broken step speaks against. */
export type PathBlame = 'network' | 'domain' | 'credentials' | 'registry';

export interface PathStep {
  readonly id: PathStepId;
  /** `untried`: not asked for our own reasons, which `says` tells. */
  readonly ended: 'well' | 'broken' | 'untried';
  /** Null where it is not broken. */
  readonly blames: PathBlame | null;
  /** The system's words. */
  readonly says: string;
}

/** Steps in their order; it ends with the first that is not well. */
export interface RegistryPath {
  readonly host: string;
  readonly resolver: string;
  readonly steps: readonly PathStep[];
  /** Null: as far as it was tried, it is well. */
  readonly broken: PathStep | null;
}

/** `host`: with port where it is not 443. Never throws for what a host answers. */
export async function walkTo(host: string, network: NetworkAsker, now: Date): Promise<RegistryPath> {
  const steps: PathStep[] = [];
  for await (const step of stepsTo(endpointOf(host), network, now)) {
    steps.push(step);
    if (step.ended !== 'well') break;
  }
  const broken = steps.find(({ ended }) => ended === 'broken') ?? null;
  return { host, resolver: network.resolver, steps, broken };
}

async function* stepsTo(endpoint: Endpoint, network: NetworkAsker, now: Date): AsyncGenerator<PathStep> {
  const { plainHttp, proxy } = network.settings(endpoint);
  const first = proxy ?? endpoint;
  const lookup = await network.lookup(first.host);
  yield ofLookup(lookup, first.host);
  if (lookup.ended === 'failed') return;
  yield await dialled(lookup.addresses, first, network);
  if (!plainHttp) yield await handshaken(endpoint, network, now);
  const origin = originOf(endpoint, plainHttp ? 'http' : 'https');
  const ending = await network.http({ method: 'GET', url: `${origin}/v2/`, behalf: endpoint });
  yield ofApi(ending);
  const harbor = await ofHarbor({ endpoint, origin, network });
  if (harbor) yield harbor;
  yield await loggedIn(ending, { endpoint, origin, network });
}

function ofLookup(lookup: Lookup, host: string): PathStep {
  if (lookup.ended === 'found') return well('dns', `${host} is ${lookup.addresses.join(', ')}`);
  // A name that nobody knows is mistyped or not entered; a resolver that fails is another matter.
  const unknown = /ENOTFOUND|ENODATA/.test(lookup.code);
  return broken('dns', unknown && isIP(host) === 0 ? 'domain' : 'network', lookup.says);
}

async function dialled(
  addresses: readonly string[],
  { port }: Endpoint,
  network: NetworkAsker,
): Promise<PathStep> {
  const all = await Promise.all(
    addresses.slice(0, MOST).map(async (address) => ({ address, dial: await network.dial(address, port) })),
  );
  const open = all.find(({ dial }) => dial.ended === 'open');
  if (open) return well('tcp', `${open.address}:${port} is open`);
  const [one] = all.filter(({ dial }) => dial.ended !== 'not-allowed');
  const says = all.flatMap(({ dial }) => ('says' in dial ? [dial.says] : []))[0] ?? '';
  if (!one) return { id: 'tcp', ended: 'untried', blames: null, says };
  // Somebody answered that nothing listens there: the host is up, the registry is not.
  return broken('tcp', one.dial.ended === 'refused' ? 'registry' : 'network', says);
}

const MOST = 4;

async function handshaken(endpoint: Endpoint, network: NetworkAsker, now: Date): Promise<PathStep> {
  const shake = await network.handshake(endpoint);
  if (shake.ended === 'not-tls') return broken('tls', 'domain', shake.says);
  if (shake.ended !== 'done') return broken('tls', 'network', shake.says);
  const [leaf] = shake.chain;
  if (shake.mismatch !== null) return broken('tls', 'domain', shake.mismatch);
  if (leaf && now > new Date(leaf.validTo))
    return broken('tls', 'registry', `its certificate ended ${leaf.validTo}`);
  if (shake.untrusted !== null)
    return broken('tls', 'registry', `${shake.untrusted}, issued by ${leaf?.issuer ?? 'nobody'}`);
  return well('tls', `${shake.protocol}, certificate until ${leaf?.validTo ?? '?'}`);
}

function ofApi(ending: HttpEnding): PathStep {
  const says = `GET /v2/: ${errorWords(ending).says}`;
  if (ending.ended === 'not-allowed') return { id: 'api', ended: 'untried', blames: null, says };
  if (ending.ended !== 'answered') return broken('api', 'network', says);
  if (ending.status === 429) return well('api', says);
  if (ending.status === 401 && chosenChallenge(ending.headers['www-authenticate']) !== null)
    return well('api', says);
  if (ending.status >= 500 || ending.status === 403) return broken('api', 'registry', says);
  return isOpen(ending) ? well('api', says) : broken('api', 'domain', says);
}

function isOpen(ending: HttpEnding): boolean {
  if (ending.ended !== 'answered' || ending.status !== 200) return false;
  return (
    ending.headers['docker-distribution-api-version'] !== undefined ||
    !/html/.test(ending.headers['content-type'] ?? '')
  );
}

interface Door {
  readonly endpoint: Endpoint;
  readonly origin: string;
  readonly network: NetworkAsker;
}

const Health = z.object({
  status: z.string(),
  components: z.array(z.object({ name: z.string(), status: z.string(), error: z.string().nullish() })),
});

/** By its health, which needs no login; null where no Harbor answers. */
async function ofHarbor({ endpoint, origin, network }: Door): Promise<PathStep | null> {
  const ending = await network.http({ method: 'GET', url: `${origin}/api/v2.0/health`, behalf: endpoint });
  const health = Health.safeParse(ending.ended === 'answered' ? jsonOf(ending.body) : undefined);
  if (!health.success) return null;
  const { status, components } = health.data;
  const sick = components.filter((one) => one.status !== 'healthy');
  const says = `Harbor calls itself ${status}${sick.map(({ name, error }) => `; ${name}: ${error ?? 'unhealthy'}`).join('')}`;
  return status === 'healthy' ? well('harbor', says) : broken('harbor', 'registry', says.slice(0, LONGEST));
}

const LONGEST = 300;

/** With our own login, where one is configured: it tells the login service from the login. */
async function loggedIn(challenged: HttpEnding, { endpoint, origin, network }: Door): Promise<PathStep> {
  if (isOpen(challenged)) return well('login', 'nobody is asked to log in');
  const login = network.ownLogin(endpoint);
  const wanted =
    challenged.ended === 'answered' ? chosenChallenge(challenged.headers['www-authenticate']) : null;
  const service = {
    realm: wanted?.parameters['realm'] ?? '',
    service: wanted?.parameters['service'] ?? null,
  };
  const url =
    wanted?.scheme === 'bearer' ? tokenUrl(service, null, login?.username ?? null) : `${origin}/v2/`;
  if (url === null) return broken('login', 'registry', `it names no usable token service: ${service.realm}`);
  if (login === null && wanted?.scheme !== 'bearer')
    return { id: 'login', ended: 'untried', blames: null, says: 'no login of our own is configured for it' };
  const ending = await network.http({
    method: 'GET',
    url,
    behalf: endpoint,
    ...(login === null ? {} : { login }),
  });
  const { says } = errorWords(ending);
  if (ending.ended !== 'answered') return broken('login', 'network', `${new URL(url).host}: ${says}`);
  if (ending.status >= 500) return broken('login', 'registry', says);
  // Without a login a token service may refuse: that is its answer to nobody.
  if (login === null)
    return { id: 'login', ended: 'untried', blames: null, says: 'no login of our own is configured for it' };
  if (ending.status === 200) return well('login', `our own login is accepted: ${says}`);
  return broken('login', 'credentials', `our own login: ${says}`);
}

function well(id: PathStepId, says: string): PathStep {
  return { id, ended: 'well', blames: null, says };
}

function broken(id: PathStepId, blames: PathBlame, says: string): PathStep {
  return { id, ended: 'broken', blames, says };
}

function endpointOf(host: string): Endpoint {
  const { hostname, port } = new URL(`http://${host}`);
  const isWritten = /:\d+$/.test(host);
  return { host: hostname.replace(/^\[|\]$/g, ''), port: isWritten ? Number(port || 80) : 443 };
}
