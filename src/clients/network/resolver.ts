/** Name lookups: by the configured DNS servers, else as this host resolves (its hosts file included). */
import { lookup as hostLookup, Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';
import { ConfigError } from '../../config.ts';
import type { Lookup } from '../../engine/registry.ts';
import { codeOf } from './fault.ts';

export interface NameResolver {
  /** Which resolver answers, in words. */
  readonly name: string;
  lookup(host: string): Promise<Lookup>;
}

/** One try of one server, milliseconds. */
const TRY_MS = 1_500;
const OTHER_FAMILY_MS = 200;

/** Go's words for each code, which are the ones the kubelet prints. */
const WORDS: Readonly<Record<string, string>> = {
  ENOTFOUND: 'no such host',
  ENODATA: 'no address records',
  ESERVFAIL: 'server misbehaving',
  EAI_AGAIN: 'Temporary failure in name resolution',
  ETIMEOUT: 'i/o timeout',
  EREFUSED: 'query refused',
  ECONNREFUSED: 'connection refused',
};
/** Of two failures, the one that says more about the name. */
const TELLING = ['ENOTFOUND', 'ESERVFAIL', 'EREFUSED', 'ETIMEOUT'];

/** Throws ConfigError for a server that is no address. */
export function createResolver(servers: readonly string[], timeoutMs: number): NameResolver {
  if (servers.length === 0) return { name: "this host's resolver", lookup: byHost };
  const make = (): Resolver => {
    const timeout = Math.min(timeoutMs, TRY_MS);
    const resolver = new Resolver({ timeout, maxTimeout: timeout, tries: 2 });
    resolver.setServers(servers);
    return resolver;
  };
  try {
    make();
  } catch {
    throw new ConfigError(`network.resolvers: ${servers.join(', ')}: write addresses, as in 10.0.0.10:53`);
  }
  const name = servers.join(', ');
  return { name, lookup: (host) => byServers(make(), name, host) };
}

async function byServers(resolver: Resolver, name: string, host: string): Promise<Lookup> {
  const known = withoutAsking(host);
  if (known) return known;
  const answers = await firstFamily([resolver.resolve4(host), resolver.resolve6(host)]);
  // A question still open would keep a finished process waiting.
  resolver.cancel();
  const addresses = answers.flatMap((each) => (Array.isArray(each) ? each : []));
  if (addresses.length > 0) return { ended: 'found', addresses };
  const codes = answers.map((each) => (Array.isArray(each) ? 'ENODATA' : codeOf(each) || 'ENODATA'));
  const code = TELLING.find((each) => codes.includes(each)) ?? codes[0] ?? 'ENODATA';
  return failed(host, code, ` on ${name}`);
}

/**
 * Addresses or the error of each family. Some servers never answer for IPv6: once one family has
 * addresses, the other gets only a little longer.
 */
async function firstFamily(questions: readonly Promise<string[]>[]): Promise<readonly unknown[]> {
  const answers: unknown[] = questions.map(() => undefined);
  const settled = questions.map((question, at) =>
    question.then(
      (addresses) => {
        answers[at] = addresses;
        return addresses.length > 0 ? 'found' : Promise.reject(new Error('empty'));
      },
      (error: unknown) => {
        answers[at] = error;
        throw error;
      },
    ),
  );
  const all = Promise.allSettled(settled);
  const soon = Promise.any(settled).then(
    () => new Promise((resolve) => setTimeout(resolve, OTHER_FAMILY_MS)),
    () => all,
  );
  await Promise.race([all, soon]);
  return answers;
}

async function byHost(host: string): Promise<Lookup> {
  const known = withoutAsking(host);
  if (known) return known;
  try {
    const found = await hostLookup(host, { all: true, verbatim: true });
    return { ended: 'found', addresses: found.map(({ address }) => address) };
  } catch (error) {
    return failed(host, codeOf(error) || 'ESERVFAIL', '');
  }
}

/** Addresses are their own answer, and `localhost` is never asked of a server (RFC 6761 §6.3). */
function withoutAsking(host: string): Lookup | null {
  if (isIP(host)) return { ended: 'found', addresses: [host] };
  return host.toLowerCase() === 'localhost' ? { ended: 'found', addresses: ['127.0.0.1', '::1'] } : null;
}

function failed(host: string, code: string, where: string): Lookup {
  return { ended: 'failed', code, says: `lookup ${host}${where}: ${WORDS[code] ?? code}` };
}
