/** Name lookup and TCP, with the words of Go's net package. */
import { lookup, Resolver } from 'node:dns/promises';
import { connect, isIP, type Socket } from 'node:net';
import { codeOf, errnoWords, GoError } from './go-error.ts';

export interface DialOptions {
  /** `127.0.0.1:port` of the node's resolver; null uses the machine's own. */
  readonly dns: string | null;
  readonly dialMs: number;
}

/** A connected socket. Throws GoError: `dial tcp …`. */
export async function dial(host: string, port: number, options: DialOptions): Promise<Socket> {
  const addresses = await resolve(host, options);
  let first: GoError | undefined;
  for (const address of addresses) {
    try {
      return await connectTo(address, port, options.dialMs);
    } catch (error) {
      if (!(error instanceof GoError)) throw error;
      first ??= error;
    }
  }
  throw first ?? new GoError(`dial tcp: lookup ${host}: no such host`);
}

async function resolve(host: string, { dns, dialMs }: DialOptions): Promise<readonly string[]> {
  const bare = host.replace(/^\[|\]$/g, '');
  if (isIP(bare)) return [bare];
  if (bare === 'localhost') return ['127.0.0.1'];
  const on = dns ?? '127.0.0.53:53';
  try {
    if (dns === null) return (await lookup(bare, { all: true, family: 4 })).map(({ address }) => address);
    const resolver = new Resolver({ timeout: Math.min(dialMs, 5_000), tries: 2 });
    resolver.setServers([dns]);
    return await resolver.resolve4(bare);
  } catch (error) {
    throw new GoError(`dial tcp: lookup ${bare} on ${on}: ${lookupWords(codeOf(error), on)}`);
  }
}

function lookupWords(code: string, on: string): string {
  if (code === 'ENOTFOUND' || code === 'ENODATA' || code === 'ENONAME') return 'no such host';
  if (code === 'ETIMEOUT' || code === 'EAI_AGAIN') return `read udp 127.0.0.1:53412->${on}: i/o timeout`;
  if (code === 'ECONNREFUSED') return `read udp 127.0.0.1:53412->${on}: read: connection refused`;
  return 'server misbehaving';
}

function connectTo(address: string, port: number, dialMs: number): Promise<Socket> {
  const target = `${address.includes(':') ? `[${address}]` : address}:${port}`;
  return new Promise((resolved, rejected) => {
    const socket = connect({ host: address, port });
    const timer = setTimeout(() => {
      socket.destroy();
      rejected(new GoError(`dial tcp ${target}: i/o timeout`));
    }, dialMs);
    socket.once('connect', () => {
      clearTimeout(timer);
      socket.removeAllListeners('error');
      resolved(socket);
    });
    socket.once('error', (error) => {
      clearTimeout(timer);
      rejected(new GoError(`dial tcp ${target}: connect: ${errnoWords(codeOf(error))}`));
    });
  });
}
