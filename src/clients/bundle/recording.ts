/** The network as it is, and what registries' APIs answered besides, without what is secret. */
import { createHash } from 'node:crypto';
import type { Endpoint, HttpEnding, HttpQuestion, NetworkAsker } from '../../engine/registry.ts';
import { withoutLogins } from '../../engine/text/masked.ts';
import type { NetworkClient } from '../network/asker.ts';
import type { RecordedAnswer } from './manifest.ts';
import { isTokenService, tokensIn, withoutToken, withStandIn } from './recorded-token.ts';

export interface Recording {
  readonly network: NetworkClient;
  readonly answers: () => readonly RecordedAnswer[];
  /** Whether there was more than a bundle may hold. */
  readonly isFull: () => boolean;
}

/** Of one answer, bytes; of all of them. */
const ONE = 512 * 1024;
const ALL = 12 * 1024 * 1024;
const KEPT_HEADERS = [
  'content-type',
  'link',
  'x-total-count',
  'www-authenticate',
  'docker-distribution-api-version',
  'docker-content-digest',
  'server',
  'date',
];
/** Reads whose answer may hold people's own. */
const NEVER = /\/api\/(?:v2\.0\/)?(?:users|ldap|usergroups)(?:\/|\?|$)/;
/** Manifests, and of blobs only whether they are there. */
const IN_REGISTRY = /^\/v2\/[^?]+\/(?:manifests|blobs)\/[^/]+$/;

export function recording(client: NetworkClient): Recording {
  const kept = new Map<string, RecordedAnswer>();
  /** Tokens that our own login was given. */
  const ours = new Set<string>();
  let size = 0;
  const keep = (question: HttpQuestion, ending: HttpEnding): void => {
    const identity = identityOf(question, client, ours);
    if (ending.ended !== 'answered' || identity === null) return;
    const isToken = isTokenService(question.url);
    if (isToken && identity === 'login') for (const token of tokensIn(ending.body)) ours.add(token);
    if (!isKept(question, identity) || size > ALL) return;
    const headers = Object.fromEntries(
      KEPT_HEADERS.flatMap((name) => {
        const value = ending.headers[name];
        return value === undefined ? [] : [[name, value]];
      }),
    );
    const body = isToken ? withoutToken(ending.body) : withoutLogins(ending.body.slice(0, ONE));
    size += body.length;
    const asked = askedAs(question, identity);
    const { status } = ending;
    const truncated = ending.truncated || ending.body.length > ONE;
    kept.set(keyOf(asked), { ...asked, status, headers, body, truncated });
  };
  const listening = (asker: NetworkAsker): NetworkAsker => ({
    ...asker,
    async http(question) {
      const ending = await asker.http(question);
      keep(question, ending);
      return ending;
    },
  });
  return {
    network: {
      ...listening(client),
      with: (options) => listening(client.with(options)),
      close: () => client.close(),
    },
    answers: () => [...kept.values()],
    isFull: () => size > ALL,
  };
}

type Asked = Pick<RecordedAnswer, 'method' | 'url' | 'identity' | 'sent'>;

/** A question by what decides its answer; of a body only its digest. */
export function askedAs({ method, url, json }: HttpQuestion, identity: Asked['identity']): Asked {
  const sent = createHash('sha256')
    .update(JSON.stringify(json ?? null))
    .digest('hex');
  return { method, url: withStandIn(url), identity, ...(json === undefined ? {} : { sent }) };
}

export function keyOf({ method, url, identity, sent }: Asked): string {
  return `${method} ${url} ${identity} ${sent ?? ''}`;
}

/** Null: with a login that is not ours, as a pod's: what it was answered is not to be told. */
function identityOf(
  { login, bearer, behalf, url }: HttpQuestion,
  client: NetworkAsker,
  ours: ReadonlySet<string>,
): Asked['identity'] | null {
  if (bearer !== undefined) return ours.has(bearer) ? 'login' : null;
  if (!login) return 'anonymous';
  const endpoint = behalf ?? endpointOf(url);
  const own = endpoint === null ? null : client.ownLogin(endpoint);
  return own?.username === login.username && own.password === login.password ? 'login' : null;
}

function endpointOf(url: string): Endpoint | null {
  if (!URL.canParse(url)) return null;
  const { hostname, port, protocol } = new URL(url);
  const usual = protocol === 'https:' ? 443 : 80;
  return { host: hostname.replace(/^\[|\]$/g, ''), port: port === '' ? usual : Number(port) };
}

function isKept({ method, url }: HttpQuestion, identity: Asked['identity']): boolean {
  if (!URL.canParse(url)) return false;
  const { pathname } = new URL(url);
  if (pathname.startsWith('/api/')) return !NEVER.test(pathname);
  if (pathname === '/v2/') return true;
  if (identity === 'anonymous') return false;
  if (isTokenService(url)) return true;
  return IN_REGISTRY.test(pathname) && (method === 'HEAD' || pathname.includes('/manifests/'));
}
