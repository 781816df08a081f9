/** The registry API at `/v2/` and the token service its challenge names. */
import { chosenChallenge } from '../../engine/distribution/challenge-header.ts';
import { errorWords, inASentence } from '../../engine/distribution/error-words.ts';
import type { Endpoint, HttpEnding, NetworkAsker } from '../../engine/registry.ts';
import type { Words } from '../../engine/words.ts';
import type { Seen } from './look.ts';
import { line } from './reach.ts';

const words: Words<{
  readonly silent: string;
  readonly failing: string;
  readonly limited: string;
  readonly notRegistry: (status: number) => string;
  readonly tokenSilent: (realm: string) => string;
  readonly tokenFailing: (realm: string) => string;
  readonly loginRefused: (username: string) => string;
  readonly noRealm: string;
}> = {
  en: {
    silent: '`/v2/` does not answer.',
    failing: '`/v2/` answers with a server error.',
    limited: '`/v2/` has had too many requests of ours.',
    notRegistry: (status) =>
      `\`/v2/\` answers ${status}, which is not a registry's answer: a wrong route or a log-in page.`,
    tokenSilent: (realm) => `Its token service ${realm} does not answer, so nobody can log in.`,
    tokenFailing: (realm) => `Its token service ${realm} fails, so nobody can log in.`,
    loginRefused: (username) => `It refuses our own login \`${username}\`.`,
    noRealm: 'Its challenge names no token service that can be asked.',
  },
};

export const API_SILENT = line('api', 'down', words.en.silent);

export interface ApiSeen extends Seen {
  /** The registry answered, however badly; else what is above it cannot be looked at. */
  readonly answered: boolean;
}

export async function seeApi(network: NetworkAsker, endpoint: Endpoint, origin: string): Promise<ApiSeen> {
  const ending = await network.http({ method: 'GET', url: `${origin}/v2/` });
  if (ending.ended === 'not-allowed')
    return { answered: false, couldNotLook: [{ probe: 'api', why: ending.says }] };
  if (ending.ended !== 'answered')
    return { answered: false, troubles: [{ ...API_SILENT, quote: ending.says }] };
  const { status, headers } = ending;
  const challenge = chosenChallenge(headers['www-authenticate']);
  const product = productOf(headers, challenge?.parameters['service']);
  const known = { answered: true, ...(product ? { product } : {}) };
  if (status >= 500) return { ...known, troubles: [line('api', 'down', words.en.failing, quoteOf(ending))] };
  if (status === 429)
    return { ...known, troubles: [line('api', 'degraded', words.en.limited, quoteOf(ending))] };
  if (status !== 200 && !(status === 401 && challenge))
    return { ...known, troubles: [line('api', 'degraded', words.en.notRegistry(status))] };
  if (challenge?.scheme !== 'bearer')
    return { ...known, ...(await seeBasic(network, endpoint, origin, challenge !== null)) };
  return { ...known, ...(await seeToken(network, endpoint, challenge.parameters)) };
}

async function seeToken(
  network: NetworkAsker,
  endpoint: Endpoint,
  { realm = '', service }: Readonly<Record<string, string>>,
): Promise<Seen> {
  if (!URL.canParse(realm))
    return { troubles: [line('token', 'down', words.en.noRealm, realm || '(no realm)')] };
  const url = new URL(realm);
  if (service) url.searchParams.set('service', service);
  const login = network.ownLogin(endpoint);
  const ending = await network.http({
    method: 'GET',
    url: url.href,
    behalf: endpoint,
    ...(login ? { login } : {}),
  });
  const shown = `\`${url.origin}${url.pathname}\``;
  if (ending.ended === 'not-allowed') return { couldNotLook: [{ probe: 'token', why: ending.says }] };
  if (ending.ended !== 'answered')
    return { troubles: [line('token', 'down', words.en.tokenSilent(shown), ending.says)] };
  const { status } = ending;
  if (status >= 500 || status === 404)
    return { troubles: [line('token', 'down', words.en.tokenFailing(shown), quoteOf(ending))] };
  // Without a login a refusal is as good a sign of life as a token.
  if (!login || status < 400) return {};
  return { troubles: [line('login', 'warning', words.en.loginRefused(login.username), quoteOf(ending))] };
}

/** The login goes straight to the registry when that is how it is challenged. */
async function seeBasic(
  network: NetworkAsker,
  endpoint: Endpoint,
  origin: string,
  challenged: boolean,
): Promise<Seen> {
  const login = network.ownLogin(endpoint);
  if (!challenged || !login) return {};
  const ending = await network.http({ method: 'GET', url: `${origin}/v2/`, login });
  if (ending.ended !== 'answered' || ending.status < 400) return {};
  return { troubles: [line('login', 'warning', words.en.loginRefused(login.username), quoteOf(ending))] };
}

function productOf(headers: Readonly<Record<string, string>>, service: string | undefined): string | null {
  if (service === 'harbor-registry') return 'Harbor';
  return headers['docker-distribution-api-version'] ? 'distribution' : null;
}

function quoteOf(ending: Extract<HttpEnding, { ended: 'answered' }>): string {
  return inASentence(errorWords(ending).says);
}
