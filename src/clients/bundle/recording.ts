/** The network as it is, and what registries' APIs answered besides, without what is secret. */
import type { HttpEnding, HttpQuestion, NetworkAsker } from '../../engine/registry.ts';
import { withoutLogins } from '../../engine/text/masked.ts';
import type { NetworkClient } from '../network/asker.ts';
import type { RecordedAnswer } from './manifest.ts';

export interface Recording {
  readonly network: NetworkClient;
  readonly answers: () => readonly RecordedAnswer[];
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
  'server',
  'date',
];
/** Reads whose answer is a credential, or may hold people's own. */
const NEVER = /\/service\/token|\/api\/(?:v2\.0\/)?(?:users|ldap|usergroups)(?:\/|\?|$)/;

export function recording(client: NetworkClient): Recording {
  const kept = new Map<string, RecordedAnswer>();
  let size = 0;
  const keep = (question: HttpQuestion, ending: HttpEnding): void => {
    if (ending.ended !== 'answered' || !isApi(question.url) || size > ALL) return;
    const { method, url, login } = question;
    const identity = login ? 'login' : 'anonymous';
    const body = withoutLogins(ending.body.slice(0, ONE));
    const headers = Object.fromEntries(
      KEPT_HEADERS.flatMap((name) => {
        const value = ending.headers[name];
        return value === undefined ? [] : [[name, value]];
      }),
    );
    size += body.length;
    const truncated = ending.truncated || ending.body.length > ONE;
    kept.set(`${method} ${url} ${identity}`, {
      method,
      url,
      identity,
      status: ending.status,
      headers,
      body,
      truncated,
    });
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
  };
}

function isApi(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { pathname } = new URL(url);
  return (pathname.startsWith('/api/') || pathname === '/v2/') && !NEVER.test(pathname);
}
