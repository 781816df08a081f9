/** Routes of the Harbor API and the checks every endpoint makes. */
import { basicOf } from '../registry/auth.ts';
import type { Ask, Say } from '../registry/exchange.ts';
import { type Identity, identify } from './accounts.ts';
import { sayHarborError } from './errors.ts';
import type { HarborState } from './state.ts';

export const BASE = '/api/v2.0';
const READS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

export interface Call {
  readonly ask: Ask;
  readonly state: HarborState;
  readonly who: Identity;
  /** A path parameter, decoded. */
  param(name: string): string;
}

export interface Endpoint {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below the base path, parameters in braces: `/projects/{project}`. */
  readonly path: string;
  /** `2.7`: versions before do not have it. */
  readonly since?: string;
  handle(call: Call): Say | Promise<Say>;
}

/** Finds the endpoint of a request below `base` and runs it. */
export async function sayApi(
  endpoints: readonly Endpoint[],
  state: HarborState,
  ask: Ask,
  base = BASE,
): Promise<Say> {
  const given = ask.path.slice(base.length).split('/');
  const here = endpoints.filter(
    (endpoint) => matches(endpoint, given) && isAtLeast(state.version, endpoint.since),
  );
  const endpoint = here.find(({ method }) => method === ask.method);
  if (!endpoint)
    return here.length > 0
      ? sayHarborError('METHOD_NOT_ALLOWED', `method ${ask.method} is not allowed`)
      : sayHarborError('NOT_FOUND', `path ${ask.path} was not found`);
  const stopped = stoppedBefore(state, ask, endpoint);
  if (stopped) return stopped;
  const who = identify(state, basicOf(ask), state.now());
  const names = endpoint.path.split('/');
  const param = (name: string): string => decode(given[names.indexOf(`{${name}}`)] ?? '');
  return endpoint.handle({ ask, state, who, param });
}

/** What core's middlewares refuse before any handler sees it. */
function stoppedBefore(state: HarborState, ask: Ask, { path }: Endpoint): Say | null {
  // Ping and health go past the database (server/middleware/orm skips them).
  const needsDatabase = path !== '/ping' && path !== '/health';
  if (needsDatabase && state.ailing.has('database'))
    return sayHarborError('UNKNOWN', 'internal server error');
  if (READS.has(ask.method)) return null;
  if (/(?:^|;\s*)sid=/.test(ask.header('cookie') ?? '') && !ask.header('x-harbor-csrf-token'))
    return sayHarborError('FORBIDDEN', 'CSRF token invalid');
  if (state.readOnly && path !== '/configurations')
    return sayHarborError('DENIED', 'The system is in read only mode. Any modification is prohibited.');
  return null;
}

/** What was sent, as an object; anything else is an empty one. */
export function sent({ ask }: Call): Readonly<Record<string, unknown>> {
  try {
    const body: unknown = JSON.parse(ask.body ?? '');
    return typeof body === 'object' && body !== null ? { ...body } : {};
  } catch {
    return {};
  }
}

/** `v2.13.1-1fe24a3b` against `2.7`. */
export function isAtLeast(version: string, since: string | undefined): boolean {
  if (since === undefined) return true;
  const numbers = (text: string) => text.replace(/^v/, '').split(/[.-]/).map(Number);
  const [major = 0, minor = 0] = numbers(version);
  const [wantedMajor = 0, wantedMinor = 0] = numbers(since);
  return major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
}

/** 401 to nobody, 403 to somebody, null when it is allowed. */
export function refusal(call: Call, allowed: boolean): Say | null {
  if (allowed) return null;
  if (call.who.kind === 'anonymous') return sayHarborError('UNAUTHORIZED', 'unauthorized');
  return sayHarborError('FORBIDDEN', 'forbidden');
}

function matches(endpoint: Endpoint, given: readonly string[]): boolean {
  const wanted = endpoint.path.split('/');
  return (
    wanted.length === given.length &&
    wanted.every((part, index) => part === given[index] || (part.startsWith('{') && given[index] !== ''))
  );
}

/** Repository names come encoded twice, `a%252Fb`; the second decoding changes nothing else. */
function decode(segment: string): string {
  try {
    return decodeURIComponent(decodeURIComponent(segment));
  } catch {
    return segment;
  }
}
