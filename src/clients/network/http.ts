/** HTTP questions over kept connections. Redirects are never followed here: that is for who knows the login. */
import { isIP } from 'node:net';
import { Agent, type buildConnector } from 'undici';
import { isLoopback } from '../../engine/loopback.ts';
import type { Endpoint, HttpEnding, HttpQuestion } from '../../engine/registry.ts';
import { withoutLogins } from '../../engine/text/masked.ts';
import { outgoing, systemOf } from '../outgoing.ts';
import { createCollector, type Limits } from './collector.ts';
import { endingOf } from './fault.ts';
import { reach, secure } from './route.ts';
import type { Site, Sites } from './sites.ts';
import type { Dialler } from './socket.ts';

/** What may be put: questions, and, by the one who may write, writes. */
export type AnyHttp = Omit<HttpQuestion, 'method'> & {
  readonly method: HttpQuestion['method'] | 'PUT' | 'PATCH' | 'DELETE';
  /** A write: put once and never repeated here, and it may go without a body. */
  readonly writes?: true;
};

export interface HttpAsker {
  ask(question: AnyHttp, extra?: HttpExtra): Promise<HttpEnding>;
  close(): Promise<void>;
}

/** What one diagnosis adds to each of its questions. */
export interface HttpExtra {
  readonly signal?: AbortSignal;
  readonly headers?: Readonly<Record<string, string>>;
}

const USER_AGENT = 'registry-medic';

export function createHttp(dialler: Dialler, sites: Pick<Sites, 'of'>, limits: Limits): HttpAsker {
  // By site: connections made under one registry's authorities serve no other. HEAD has its own: undici ends a connection
  // after each, and would have the next question wait for a new one while others are idle.
  const agents = { HEAD: new Map<Site, Agent>(), others: new Map<Site, Agent>() };
  const agentOf = (site: Site, method: AnyHttp['method']): Agent => {
    const kept = method === 'HEAD' ? agents.HEAD : agents.others;
    const agent =
      kept.get(site) ??
      new Agent({
        connect: connector(dialler, site),
        headersTimeout: 0,
        bodyTimeout: 0,
        keepAliveTimeout: 10_000,
      });
    kept.set(site, agent);
    return agent;
  };
  return {
    async ask(question, extra = {}) {
      const url = URL.canParse(question.url) ? new URL(question.url) : null;
      if (!url || !/^https?:$/.test(url.protocol))
        return { ended: 'not-allowed', says: `\`${shown(question.url)}\` is no http or https address` };
      if (!question.writes && (question.method === 'POST') !== (question.json !== undefined))
        return { ended: 'not-allowed', says: 'a POST asks with JSON, and nothing else does' };
      const endpoint = endpointOf(url);
      const site = sites.of(question.behalf ?? endpoint);
      if (carriesLogin(question) && url.protocol === 'http:' && !site.plainHttp && !isLoopback(endpoint.host))
        return { ended: 'not-allowed', says: `a login is not sent to ${url.origin}, which is plain HTTP` };
      const agent = agentOf(site, question.method);
      const once = async (): Promise<HttpEnding> =>
        withoutSecrets(await send(agent, url, question, limits, extra), question);
      const twice = async (): Promise<HttpEnding> => {
        const first = await once();
        // A kept connection may have been closed by the server just then; reading is safe to repeat.
        return first.ended === 'reset' && !question.writes && !extra.signal?.aborted ? once() : first;
      };
      return outgoing({ system: systemOf(url), method: question.method, url }, twice, (ending) =>
        ending.ended === 'answered' ? ending.status : null,
      );
    },
    async close() {
      for (const kept of Object.values(agents)) {
        await Promise.all([...kept.values()].map((agent) => agent.destroy()));
        kept.clear();
      }
    },
  };
}

function connector(dialler: Dialler, site: Site): buildConnector.connector {
  return ({ hostname, protocol, port }, done) => {
    const scheme = protocol === 'https:' ? 'https' : 'http';
    const target: Endpoint = {
      host: hostname.replace(/^\[|\]$/g, ''),
      port: Number(port || (scheme === 'https' ? 443 : 80)),
    };
    const open = async () => {
      const raw = await reach(dialler, site, target, scheme);
      const judged = site.certificates === 'not-judged' ? 'by-caller' : 'here';
      return scheme === 'https' ? secure(dialler, site.trust, raw, target, judged) : raw;
    };
    open().then(
      (socket) => done(null, socket),
      (error: unknown) => done(error instanceof Error ? error : new Error(String(error)), null),
    );
  };
}

function send(
  agent: Agent,
  url: URL,
  question: AnyHttp,
  limits: Limits,
  extra: HttpExtra,
): Promise<HttpEnding> {
  const answerMs = question.timeoutMs ?? limits.answerMs;
  return new Promise((resolve) => {
    const late = `${url.host} did not answer within ${answerMs / 1000} s`;
    // undici lends a connection again one turn of the event loop after its answer (in a setImmediate of its own, put
    // before this one); who asks on before that gets a new connection, with all its round trips.
    const reusable = (ending: HttpEnding): void => queueMicrotask(() => setImmediate(resolve, ending));
    const collector = createCollector({ ...limits, answerMs }, late, extra.signal, reusable);
    try {
      agent.dispatch(
        {
          origin: url.origin,
          path: url.pathname + url.search,
          method: question.method,
          headers: {
            'user-agent': USER_AGENT,
            'accept-encoding': 'identity',
            ...extra.headers,
            ...question.headers,
            ...authorizationOf(question),
            ...(question.json === undefined ? {} : { 'content-type': 'application/json' }),
          },
          ...(question.json === undefined ? {} : { body: JSON.stringify(question.json) }),
        },
        collector,
      );
    } catch (error) {
      resolve(endingOf(error, 'answer'));
    }
  });
}

function authorizationOf({ login, bearer }: AnyHttp): Record<string, string> {
  if (bearer !== undefined) return { authorization: `Bearer ${bearer}` };
  if (!login) return {};
  const pair = Buffer.from(`${login.username}:${login.password}`).toString('base64');
  return { authorization: `Basic ${pair}` };
}

/** A refusal says its words at its beginning; to look for logins in megabytes would hold up everybody else. Characters. */
const REFUSAL = 64 * 1024;

/** Law 11: some servers repeat what they refuse, and refusals become evidence. */
function withoutSecrets(ending: HttpEnding, question: AnyHttp): HttpEnding {
  if (ending.ended !== 'answered' || ending.status < 400) return ending;
  const { login, bearer } = question;
  const pair = authorizationOf(question)['authorization']?.replace(/^\w+ /, '');
  const secrets = [login?.password, bearer, pair].filter((each) => each !== undefined && each.length > 3);
  const hide = (text: string): string =>
    secrets.reduce<string>((rest, secret) => rest.replaceAll(secret ?? '', '•••'), withoutLogins(text));
  const headers = Object.entries(ending.headers).map(([name, value]) => [name, hide(value)]);
  const isLong = ending.body.length > REFUSAL;
  // What is cut in the middle may no longer look like a login, so a little more is looked at than is kept.
  const body = isLong ? hide(ending.body.slice(0, REFUSAL + 8_192)).slice(0, REFUSAL) : hide(ending.body);
  return { ...ending, body, truncated: ending.truncated || isLong, headers: Object.fromEntries(headers) };
}

function carriesLogin({ login, bearer, headers }: AnyHttp): boolean {
  const named = Object.keys(headers ?? {}).some((name) => /^(authorization|cookie)$/i.test(name));
  return login !== undefined || bearer !== undefined || named;
}

function endpointOf(url: URL): Endpoint {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return {
    host: isIP(host) ? host : host.replace(/\.$/, ''),
    port: Number(url.port || (url.protocol === 'https:' ? 443 : 80)),
  };
}

/** An address as it may be shown: no login, no query. */
function shown(url: string): string {
  return url.replace(/\/\/[^/@]*@/, '//').replace(/[?#].*$/s, '');
}
