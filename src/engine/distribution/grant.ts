/** May this identity pull this repository? Told from what the token service, or the registry itself, answers. */
import type { HttpEnding, Login } from '../registry.ts';
import { type ErrorWords, errorWords } from './error-words.ts';
import { type Keyring, keepToken, loginOf, type Who } from './identity.ts';
import { actionsOf, type TokenService, type TokenTimes, timesOf, tokenOf, tokenUrl } from './token.ts';

export interface Authorization {
  readonly who: Who;
  /**
   * `granted`: may pull, as far as a token or the absence of a challenge tells. `login-refused`: 401 or 403 to
   * the login itself. `not-granted`: the login is good, pull of this repository is not in the token.
   * `login-needed`: anonymous, and the registry wants a login.
   */
  readonly ended:
    | 'granted'
    | 'login-refused'
    | 'not-granted'
    | 'login-needed'
    | 'rate-limited'
    | 'unavailable'
    | 'failed';
  readonly status: number | null;
  readonly code: string | null;
  /** The system's own words, e.g. `401 Unauthorized: authentication required`. */
  readonly says: string;
  /** Who said it: `token service harbor.example.com` or `registry`. */
  readonly by: string;
  /** Actions the token grants on the repository; null when the token is opaque or there is none. */
  readonly actions: readonly string[] | null;
  /** Of the token that was had. */
  readonly times?: TokenTimes;
}

type Ended = Authorization['ended'];

/** Asks the token service as one identity and keeps the token. Never throws for what it answers. */
export async function grantByToken(
  who: Who,
  service: TokenService,
  repository: string,
  keyring: Keyring,
  actionsWanted: 'pull' | 'pull,push' = 'pull',
): Promise<Authorization> {
  const login = loginOf(who, keyring);
  const { realm } = service;
  const scope = `repository:${repository}:${actionsWanted}`;
  const [scopedUrl, plainUrl] = [scope, null].map((each) => tokenUrl(service, each, login?.username ?? null));
  if (!scopedUrl || !plainUrl)
    return failed(who, `the realm \`${realm}\` of its challenge is no http or https address`, 'registry');
  const by = `token service ${new URL(scopedUrl).host}`;
  if (who.kind !== 'anonymous' && !login) return failed(who, LOST, by);
  const ask = (url: string): Promise<HttpEnding> =>
    keyring.network.http({ method: 'GET', url, behalf: keyring.endpoint, ...(login ? { login } : {}) });
  // Without a scope a token service tests the login alone; Harbor answers 200 to a bad login that names a scope.
  const [scoped, plain] = await Promise.all([ask(scopedUrl), login ? ask(plainUrl) : null]);
  const token = scoped.ended === 'answered' && scoped.status === 200 ? tokenOf(scoped.body) : null;
  if (token !== null) keepToken(who, token, keyring);
  const actions = token === null ? null : actionsOf(token, repository);
  const ended = judgeToken(scoped, token, actions, plain);
  // The words of the answer that decided: for a refused login that is the one about the login.
  const decisive = ended === 'login-refused' && plain && refuses(plain) ? plain : scoped;
  const times = token === null || scoped.ended !== 'answered' ? {} : { times: timesOf(scoped.body, token) };
  return { who, ended, by, actions, ...wordsFor(ended, decisive, actions), ...times };
}

/** Asks `/v2/` with the login itself, where the registry wants Basic. */
export async function grantByLogin(
  who: Who,
  url: string,
  challenged: HttpEnding,
  keyring: Keyring,
): Promise<Authorization> {
  const by = 'registry';
  if (who.kind === 'anonymous')
    return { who, ended: 'login-needed', by, actions: null, ...errorWords(challenged) };
  const login: Login | null = loginOf(who, keyring);
  if (!login) return failed(who, LOST, by);
  const ending = await keyring.network.http({ method: 'GET', url, login, behalf: keyring.endpoint });
  if (ending.ended === 'answered' && ending.status === 200)
    return { who, ended: 'granted', status: 200, code: null, says: '200 OK', by, actions: null };
  const ended: Ended = refuses(ending) ? 'login-refused' : trouble(ending);
  return { who, ended, by, actions: null, ...errorWords(ending) };
}

const LOST = 'its login is no longer held in memory; ask again';

function judgeToken(
  scoped: HttpEnding,
  token: string | null,
  actions: readonly string[] | null,
  plain: HttpEnding | null,
): Ended {
  // Null: nobody asked, so there was no login to test.
  const anonymous = plain === null;
  const badLogin = plain !== null && refuses(plain);
  const goodLogin = plain !== null && plain.ended === 'answered' && plain.status === 200;
  if (token !== null) {
    if (actions === null) return badLogin ? 'login-refused' : 'granted';
    if (actions.includes('pull') || actions.includes('*')) return 'granted';
    if (anonymous) return 'login-needed';
    return badLogin ? 'login-refused' : 'not-granted';
  }
  if (!refuses(scoped)) return trouble(scoped);
  if (anonymous) return 'login-needed';
  return goodLogin ? 'not-granted' : 'login-refused';
}

function refuses(ending: HttpEnding): boolean {
  return ending.ended === 'answered' && (ending.status === 401 || ending.status === 403);
}

function trouble(ending: HttpEnding): Ended {
  if (ending.ended !== 'answered') return 'failed';
  if (ending.status === 429) return 'rate-limited';
  return ending.status >= 500 ? 'unavailable' : 'failed';
}

function wordsFor(ended: Ended, ending: HttpEnding, actions: readonly string[] | null): ErrorWords {
  if (ending.ended !== 'answered' || ending.status !== 200) return errorWords(ending);
  if (ended === 'failed') return { status: 200, code: null, says: '200 OK, without a token in the answer' };
  if (actions === null) return { status: 200, code: null, says: '200 OK, an opaque token' };
  const granted = actions.length > 0 ? `\`${actions.join(', ')}\`` : 'nothing';
  return { status: 200, code: null, says: `200 OK, a token that grants ${granted} on the repository` };
}

function failed(who: Who, says: string, by: string): Authorization {
  return { who, ended: 'failed', status: null, code: null, says, by, actions: null };
}
