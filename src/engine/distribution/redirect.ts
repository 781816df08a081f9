/** Questions that may be redirected. A login never leaves the host it was meant for. */
import type { Endpoint, HttpEnding, HttpQuestion, NetworkAsker } from '../registry.ts';

export interface Followed {
  readonly ending: HttpEnding;
  /** Where the last answer came from. */
  readonly url: string;
}

/** Another host that the registry sent us to, and how the way there broke. */
export interface Elsewhere extends Endpoint {
  readonly ended: Exclude<HttpEnding['ended'], 'answered'>;
  /** Of a failed lookup or an untrusted certificate, as HttpEnding has it. */
  readonly code?: string;
}

const MOST = 3;
const STANDARD: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443 };

/**
 * Asks, following redirects within the same origin as they are, and one to another host without any login
 * (`elsewhere: 'once'`, as containerd does for manifests and blobs) or not at all (`elsewhere: 'never'`).
 */
export async function askFollowing(
  network: Pick<NetworkAsker, 'http'>,
  question: HttpQuestion & { readonly behalf: Endpoint },
  elsewhere: 'once' | 'never',
): Promise<Followed> {
  let current = question;
  for (let hop = 0; ; hop++) {
    const ending = await network.http(current);
    const target = redirectOf(ending, current.url);
    if (target === null || hop === MOST) return { ending, url: current.url };
    const leaves = target.origin !== new URL(current.url).origin;
    if (leaves && (elsewhere === 'never' || new URL(question.url).origin !== new URL(current.url).origin))
      return { ending, url: current.url };
    current = leaves ? withoutLogin(current, target.href) : { ...current, url: target.href };
  }
}

/** Set where the registry at `origin` had sent us to another host and nothing answered there. */
export function elsewhereOf({ ending, url }: Followed, origin: string): Elsewhere | null {
  const { origin: asked, hostname, port, protocol } = new URL(url);
  if (asked === origin || ending.ended === 'answered') return null;
  const host = hostname.replace(/^\[|\]$/g, '');
  const where = { host, port: port === '' ? (STANDARD[protocol] ?? 0) : Number(port) };
  return { ...where, ended: ending.ended, ...('code' in ending ? { code: ending.code } : {}) };
}

function redirectOf(ending: HttpEnding, from: string): URL | null {
  if (ending.ended !== 'answered' || ![301, 302, 303, 307, 308].includes(ending.status)) return null;
  const location = ending.headers['location'];
  if (!location || !URL.canParse(location, from)) return null;
  const target = new URL(location, from);
  return /^https?:$/.test(target.protocol) ? target : null;
}

function withoutLogin<Q extends HttpQuestion>(question: Q, url: string): Q {
  const { login: _login, bearer: _bearer, ...rest } = question;
  return { ...rest, url } as Q;
}
