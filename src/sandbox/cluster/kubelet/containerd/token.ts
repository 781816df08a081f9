/** Tokens as containerd fetches them: by POST with a login, by GET where that is not served, and anonymously. */
import type { NodeLogin } from '../keyring.ts';
import { GoError, wrap } from './go-error.ts';
import { type Answer, ask, type NetworkOptions, unexpectedStatus } from './http.ts';

export interface TokenRequest {
  readonly realm: string;
  readonly service: string;
  readonly scopes: readonly string[];
  readonly login: NodeLogin | null;
}

/** Answers to POST after which GET is tried. */
const NO_POST = new Set([400, 401, 404, 405]);

/** Throws GoError: `failed to fetch oauth token: …` or `failed to fetch anonymous token: …`. */
export async function fetchToken(wanted: TokenRequest, network: NetworkOptions): Promise<string> {
  const { login } = wanted;
  try {
    if (!login) return await byGet(wanted, network);
    const posted = await post(wanted, login, network);
    return posted ?? (await byGet(wanted, network));
  } catch (error) {
    throw wrap(login ? 'failed to fetch oauth token' : 'failed to fetch anonymous token', error);
  }
}

async function post(wanted: TokenRequest, login: NodeLogin, network: NetworkOptions): Promise<string | null> {
  const form = new URLSearchParams({
    client_id: 'containerd-client',
    grant_type: 'password',
    password: login.password,
    scope: wanted.scopes.join(' '),
    service: wanted.service,
    username: login.username,
  });
  const headers = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };
  const answer = await ask({ method: 'POST', url: wanted.realm, headers, body: form.toString() }, network);
  if (NO_POST.has(answer.status)) return null;
  return tokenOf(answer);
}

async function byGet(
  { realm, service, scopes, login }: TokenRequest,
  network: NetworkOptions,
): Promise<string> {
  const url = new URL(realm);
  for (const scope of scopes) url.searchParams.append('scope', scope);
  if (service !== '') url.searchParams.append('service', service);
  const headers = login ? { authorization: basic(login) } : {};
  return tokenOf(await ask({ method: 'GET', url: url.href, headers }, network));
}

export function basic({ username, password }: NodeLogin): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}

function tokenOf(answer: Answer): string {
  if (answer.status < 200 || answer.status >= 400) throw unexpectedStatus(answer);
  let body: { token?: string; access_token?: string };
  try {
    body = JSON.parse(answer.body.toString()) as typeof body;
  } catch {
    const first = answer.body.toString().trim()[0];
    const why = first === undefined ? 'EOF' : `invalid character '${first}' looking for beginning of value`;
    throw new GoError(`unable to decode token response: ${why}`);
  }
  const token = body.access_token || body.token;
  if (!token) throw new GoError('authorization server did not include a token in the response');
  return token;
}
