/** Secrets as they lie about in pull secrets, and a registry that says them aloud. */
import type { StubAnswer, StubRequest } from '../../setup/registry-lab/stub.ts';

/** Every secret that was planted, by where. */
export const planted = new Map<string, string>();

/** A secret of its own for a place, with what makes secrets hard to find: quotes are left out, slashes are not. */
export function plant(place: string, shape: 'odd' | 'plain' = 'plain'): string {
  const known = planted.get(place);
  if (known) return known;
  const core = `Zq${(planted.size + 11).toString(36)}${place.replaceAll(/[^a-z]/g, '').toUpperCase()}7x`;
  const secret = shape === 'odd' ? `${core}$/p:w+9=` : core;
  planted.set(place, secret);
  return secret;
}

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const jwt = (place: string): string => `eyJhbGciOiJSUzI1NiJ9.${base64(`{"sub":"${place}"}`)}.${plant(place)}`;

/** Each way to write a pull secret; by its name. */
export function pullSecrets(
  host: string,
): Readonly<Record<string, { type: string; data: Record<string, string> }>> {
  const json = (entry: object) =>
    dockerConfig('kubernetes.io/dockerconfigjson', '.dockerconfigjson', { auths: { [host]: entry } });
  const user = (place: string) => `ci:${plant(place, 'odd')}`;
  return {
    'user-password': json({ username: 'ci', password: plant('password', 'odd') }),
    'auth-only': json({ auth: base64(user('auth')) }),
    'all-three': json({ username: 'ci', password: plant('three', 'odd'), auth: base64(user('three')) }),
    'identity-token': json({ username: '00000000-0000', password: '', identitytoken: plant('identity') }),
    'registry-token': json({ registrytoken: plant('registrytoken') }),
    'wrong-host': dockerConfig('kubernetes.io/dockerconfigjson', '.dockerconfigjson', {
      auths: { 'other.acme.test': { auth: base64(user('otherhost')) } },
    }),
    'url-key': dockerConfig('kubernetes.io/dockerconfigjson', '.dockerconfigjson', {
      auths: { [`http://bob:${plant('urlkey')}@${host}/v1/`]: { auth: base64(user('urlkeyauth')) } },
    }),
    legacy: dockerConfig('kubernetes.io/dockercfg', '.dockercfg', {
      [host]: { auth: base64(user('legacy')) },
    }),
    'no-json': {
      type: 'kubernetes.io/dockerconfigjson',
      data: { '.dockerconfigjson': base64(`{"auths":{"${host}":{"password":"${plant('nojson')}",}}`) },
    },
    'no-base64': json({ auth: `ci:${plant('nobase')}` }),
    'no-colon': json({ auth: base64(plant('nocolon')) }),
    opaque: { type: 'Opaque', data: { password: base64(plant('opaque')) } },
  };
}

function dockerConfig(type: string, key: string, value: object) {
  return { type, data: { [key]: base64(JSON.stringify(value)) } };
}

/** What a kubelet, or a proxy before it, has been seen to write into events. */
export function kubeletTexts(host: string): readonly string[] {
  const failed = `Failed to pull image "${host}/team/event:1": rpc error: code = Unknown desc = `;
  return [
    `${failed}failed to authorize: failed to fetch oauth token: Post "https://robot:${plant('eventurl')}@${host}/token": EOF`,
    `${failed}unexpected status from GET request to https://s3.acme.test/b?X-Amz-Credential=AKIA${plant('amzkey')}&X-Amz-Signature=${plant('amzsign')}: 403 Forbidden`,
    `${failed}https://acme.blob.core.windows.net/x?sv=2024&sig=${plant('azuresig')}&se=2026: 403`,
    `${failed}https://storage.acme.test/x?X-Goog-Signature=${plant('googsign')}&X-Goog-Expires=60: 403`,
    `${failed}proxyconnect: http://proxy:${plant('proxy')}@10.0.0.1:3128 refused`,
    `${failed}Authorization: Bearer ${plant('eventbearer')}`,
    `${failed}request header authorization: Basic ${base64(`ci:${plant('eventbasic')}`)}`,
    `${failed}login with password=${plant('eventpassword')} refused; token=${plant('eventtoken')}`,
    `${failed}{"access_token":"${plant('eventaccess')}","refresh_token":"${plant('eventrefresh')}"}`,
    `${failed}token ${jwt('eventjwt')} is expired`,
  ];
}

type Say = (request: StubRequest, origin: string) => StubAnswer;

const error = (status: number, message: string): StubAnswer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ errors: [{ code: 'DENIED', message, detail: { note: message } }] }),
});

/** What the manifests of each repository `team/<name>` are answered with. */
export const REPOSITORIES: Readonly<Record<string, Say>> = {
  'body-url': () => error(403, `upstream https://svc:${plant('bodyurl')}@upstream.acme.test/v2/ refused`),
  'body-words': () => error(403, `denied: password=${plant('bodypassword')} secret: ${plant('bodysecret')}`),
  'body-json': () => ({
    status: 500,
    body: `{"password":"${plant('bodyjson')}","client_secret":"${plant('bodyclient')}"}`,
  }),
  'body-page': () => ({
    status: 502,
    headers: { 'content-type': 'text/html' },
    body: `<html><a href="https://x:${plant('page')}@proxy.acme.test/?access_token=${plant('pagetoken')}">no</a></html>`,
  }),
  echo: ({ headers }) =>
    error(500, `cannot handle request with authorization: ${headers.authorization ?? 'none'}`),
  moved: () => ({
    status: 307,
    headers: {
      location: `http://127.0.0.1:1/b?X-Amz-Signature=${plant('moved')}&X-Amz-Security-Token=${plant('movedtoken')}`,
    },
  }),
  'moved-user': () => ({
    status: 307,
    headers: { location: `http://u:${plant('moveduser')}@127.0.0.1:1/b` },
  }),
  'xml-error': () => ({
    status: 403,
    headers: { 'content-type': 'application/xml' },
    body: `<Error><Code>SignatureDoesNotMatch</Code><AWSAccessKeyId>AKIA${plant('xmlkey')}</AWSAccessKeyId><SignatureProvided>${plant('xmlsign')}</SignatureProvided></Error>`,
  }),
  'cookie-error': () => ({
    ...error(401, `session sid=${plant('session')}`),
    headers: { 'set-cookie': `sid=${plant('cookie')}` },
  }),
  challenge: () => ({
    status: 401,
    headers: {
      'www-authenticate': `Bearer realm="http://r:${plant('realm')}@127.0.0.1:1/token?key=${plant('realmkey')}",service="x"`,
    },
  }),
};

/** A registry whose token service hands out secrets and whose answers give secrets away. */
export const registry: Say = (request, origin) => {
  const path = new URL(request.url, origin).pathname;
  if (path === '/token') return token(request);
  if (request.headers.authorization === undefined)
    return { status: 401, headers: { 'www-authenticate': `Bearer realm="${origin}/token",service="stub"` } };
  const name = /^\/v2\/team\/([^/]+)\//.exec(path)?.[1] ?? '';
  return REPOSITORIES[name]?.(request, origin) ?? (path === '/v2/' ? { status: 200 } : { status: 404 });
};

function token({ headers, url }: StubRequest): StubAnswer {
  if (url.includes('team%2Frefused') || url.includes('team/refused'))
    return error(
      401,
      `login ${headers.authorization ?? 'none'} refused, try https://a:${plant('tokenbody')}@b.acme.test`,
    );
  return { status: 200, body: JSON.stringify({ token: plant('bearer'), refresh_token: plant('refresh') }) };
}
