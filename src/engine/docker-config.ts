/** Logins inside a pull secret, read as the kubelet reads them (kubernetes pkg/credentialprovider/config.go). */
import type { Login } from './registry.ts';
import { withoutLogins } from './text/masked.ts';

export const DOCKER_CONFIG_JSON = 'kubernetes.io/dockerconfigjson';
export const DOCKER_CFG = 'kubernetes.io/dockercfg';

export interface DockerConfigEntry {
  /** Key of `auths` as written, but for a login that somebody wrote into it: the kubelet reads none there. */
  readonly key: string;
  /** Empty when none could be read. */
  readonly username: string;
  readonly login: Login | null;
  /** Why there is no login. Never quotes the entry. */
  readonly unusable?: string;
}

export type DockerConfig =
  | { readonly entries: readonly DockerConfigEntry[] }
  /** One sentence for people: why the kubelet gets no login from it. Never quotes the content. */
  | { readonly malformed: string };

const words = {
  en: {
    wrongType: (type: string) =>
      `its type is \`${type}\`; the kubelet reads only \`${DOCKER_CONFIG_JSON}\` and \`${DOCKER_CFG}\``,
    noKey: (key: string) => `it has no \`${key}\` in its data`,
    emptyKey: (key: string) => `its \`${key}\` is empty`,
    twice: (key: string) => `its \`${key}\` is base64-encoded twice`,
    notJson: (key: string, at: string) => `its \`${key}\` is not JSON${at}`,
    at: (position: string) => ` (from position ${position} on)`,
    notObject: (key: string) => `its \`${key}\` is not a JSON object`,
    noAuths: (key: string) => `its \`${key}\` has no \`auths\` object`,
    helpers: (key: string) =>
      `its \`${key}\` only names a credential helper, which the kubelet does not run for a Secret`,
    entryNotObject: 'it is not an object',
    notText: (field: string) => `its \`${field}\` is not a text`,
    notBase64: 'its `auth` is not valid base64',
    noColon: 'its `auth` is not base64 of `user:password`',
    identityToken: 'it holds only an identity token, which the kubelet does not read',
    noUser: 'it has no user name',
  },
} as const;

/**
 * The entries of a pull secret. `data` is the Secret's data with base64 values, as the API gives it.
 * Pure; never throws. Logins belong into the vault of a diagnosis, nowhere else.
 */
export function readDockerConfig(type: string, data: Readonly<Record<string, string>>): DockerConfig {
  const say = words.en;
  if (type !== DOCKER_CONFIG_JSON && type !== DOCKER_CFG) return { malformed: say.wrongType(type) };
  const key = type === DOCKER_CONFIG_JSON ? '.dockerconfigjson' : '.dockercfg';
  const encoded = data[key];
  if (encoded === undefined) return { malformed: say.noKey(key) };
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  if (text.trim() === '') return { malformed: say.emptyKey(key) };
  const parsed = parseJson(text);
  if ('position' in parsed) {
    // `eyJ` is the base64 of `{"`.
    if (/^\s*eyJ/.test(text)) return { malformed: say.twice(key) };
    return { malformed: say.notJson(key, parsed.position ? say.at(parsed.position) : '') };
  }
  if (!isObject(parsed.value)) return { malformed: say.notObject(key) };
  if (type === DOCKER_CFG) return { entries: entriesOf(parsed.value) };
  const auths = field(parsed.value, 'auths');
  if (isObject(auths)) return { entries: entriesOf(auths) };
  const helpers = field(parsed.value, 'credHelpers') ?? field(parsed.value, 'credsStore');
  return { malformed: helpers ? say.helpers(key) : say.noAuths(key) };
}

function entriesOf(auths: Readonly<Record<string, unknown>>): readonly DockerConfigEntry[] {
  return Object.entries(auths).map(([key, entry]) => readEntry(withoutLogins(key), entry));
}

function readEntry(key: string, entry: unknown): DockerConfigEntry {
  const say = words.en;
  const unusable = (why: string, username = ''): DockerConfigEntry => ({
    key,
    username,
    login: null,
    unusable: why,
  });
  if (entry === null) return unusable(say.noUser);
  if (!isObject(entry)) return unusable(say.entryNotObject);
  const fields = ['auth', 'username', 'password'] as const;
  const [auth, user, pass] = fields.map((name) => field(entry, name) ?? '');
  if (typeof auth !== 'string') return unusable(say.notText('auth'));
  if (typeof user !== 'string') return unusable(say.notText('username'));
  if (typeof pass !== 'string') return unusable(say.notText('password'), user);
  const login = auth === '' ? { username: user, password: pass } : decodeAuth(auth);
  if (typeof login === 'string') return unusable(login);
  if (login.password === '' && field(entry, 'identitytoken'))
    return unusable(say.identityToken, login.username);
  if (login.username === '') return unusable(say.noUser);
  return { key, username: login.username, login };
}

/** Go's base64: strict alphabet, line breaks ignored, padded only when the text ends in `=`. */
function decodeAuth(auth: string): Login | string {
  const text = auth.replace(/[\r\n]/g, '');
  const padded = text.endsWith('=');
  const bare = text.replace(/={1,2}$/, '');
  const fits = padded ? text.length % 4 === 0 : text.length % 4 !== 1;
  if (!fits || !/^[A-Za-z0-9+/]*$/.test(bare)) return words.en.notBase64;
  const decoded = Buffer.from(text, 'base64').toString('utf8');
  const colon = decoded.indexOf(':');
  if (colon < 0) return words.en.noColon;
  return { username: decoded.slice(0, colon), password: decoded.slice(colon + 1) };
}

/** V8 quotes the text in its message, which may hold a password: only the position is taken from it. */
function parseJson(text: string): { readonly value: unknown } | { readonly position: string | null } {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    return { position: /at position (\d+)/.exec(message)?.[1] ?? null };
  }
}

/** Go's encoding/json takes field names without regard to case. */
function field(object: Readonly<Record<string, unknown>>, name: string): unknown {
  const found = Object.keys(object).findLast((key) => key.toLowerCase() === name.toLowerCase());
  return found === undefined ? undefined : object[found];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
