/** Routes of the Harbor API and the checks every endpoint makes. */
import { basicOf } from '../registry/auth.ts';
import type { Ask, Say } from '../registry/exchange.ts';
import { type Identity, identify } from './accounts.ts';
import { sayHarborError } from './errors.ts';
import type { HarborState } from './state.ts';

export const BASE = '/api/v2.0';

export interface Call {
  readonly ask: Ask;
  readonly state: HarborState;
  readonly who: Identity;
  /** A path parameter, decoded. */
  param(name: string): string;
}

export interface Endpoint {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT';
  /** Below the base path, parameters in braces: `/projects/{project}`. */
  readonly path: string;
  handle(call: Call): Say | Promise<Say>;
}

/** Finds the endpoint of a request and runs it. */
export async function sayApi(endpoints: readonly Endpoint[], state: HarborState, ask: Ask): Promise<Say> {
  const given = ask.path.slice(BASE.length).split('/');
  const here = endpoints.filter((endpoint) => matches(endpoint, given));
  const endpoint = here.find(({ method }) => method === ask.method);
  if (!endpoint)
    return here.length > 0
      ? sayHarborError('METHOD_NOT_ALLOWED', `method ${ask.method} is not allowed`)
      : sayHarborError('NOT_FOUND', `path ${ask.path} was not found`);
  const who = identify(state, basicOf(ask), state.now());
  const names = endpoint.path.split('/');
  const param = (name: string): string => decode(given[names.indexOf(`{${name}}`)] ?? '');
  return endpoint.handle({ ask, state, who, param });
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
