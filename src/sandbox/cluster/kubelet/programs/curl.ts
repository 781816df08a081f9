/** curl in a container of the sandbox: really looks up, connects and asks, and says so in curl's words. */
import { lookup, Resolver } from 'node:dns/promises';
import { connect, isIP, type Socket } from 'node:net';
import { connect as secure, type TLSSocket } from 'node:tls';
import { CurlError, codeOf, type Transfer, transfersOf } from './curl-arguments.ts';

export interface ProgramSurroundings {
  /** `127.0.0.1:port` of the resolver the container has; null: this machine's. */
  readonly dns: string | null;
  readonly signal: AbortSignal;
  /** A line of its output. */
  say(line: string): void;
}

/** What --write-out tells; times in seconds since the start of the transfer. */
interface Told {
  exitcode: number;
  errormsg: string;
  response_code: string;
  remote_ip: string;
  time_namelookup: number;
  time_connect: number;
  time_appconnect: number;
  time_starttransfer: number;
}

/** Exit code of the last transfer. */
export async function curl(args: readonly string[], around: ProgramSurroundings): Promise<number> {
  let last = 0;
  for (const transfer of transfersOf(args)) last = await transferred(transfer, around);
  return last;
}

async function transferred(transfer: Transfer, around: ProgramSurroundings): Promise<number> {
  const told: Told = {
    exitcode: 0,
    errormsg: '',
    response_code: '000',
    remote_ip: '',
    time_namelookup: 0,
    time_connect: 0,
    time_appconnect: 0,
    time_starttransfer: 0,
  };
  try {
    await goes(transfer, told, around);
  } catch (error) {
    if (!(error instanceof CurlError)) throw error;
    told.exitcode = error.exit;
    told.errormsg = error.message;
    around.say(`curl: (${error.exit}) ${error.message}`);
  }
  const written = transfer.writeOut.replace(/%\{(\w+)\}/g, (_, name: string) => {
    const value = told[name as keyof Told] ?? '';
    return typeof value === 'number' && name.startsWith('time_') ? value.toFixed(6) : String(value);
  });
  for (const line of written.replaceAll('\\n', '\n').split('\n')) if (line !== '') around.say(line);
  return told.exitcode;
}

async function goes(transfer: Transfer, told: Told, { dns, signal }: ProgramSurroundings): Promise<void> {
  const { url, connectMs } = transfer;
  if (url.protocol === 'file:') return;
  const began = performance.now();
  const since = (): number => Math.max(1e-6, (performance.now() - began) / 1000);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const port = Number(url.port) || (url.protocol === 'http:' ? 80 : 443);
  const [address] = await addressesOf(host, dns);
  if (address === undefined) throw new CurlError(6, `Could not resolve host: ${host}`);
  told.time_namelookup = since();
  const socket = await connected(address, { host, port, connectMs, signal });
  told.remote_ip = address;
  told.time_connect = since();
  try {
    const way = url.protocol === 'http:' ? socket : await secured(socket, host, transfer);
    if (way !== socket) told.time_appconnect = since();
    told.response_code = await answered(way, url, transfer);
    told.time_starttransfer = since();
  } finally {
    socket.destroy();
  }
}

async function addressesOf(host: string, dns: string | null): Promise<readonly string[]> {
  if (isIP(host)) return [host];
  try {
    if (dns === null) return (await lookup(host, { all: true, family: 4 })).map(({ address }) => address);
    const resolver = new Resolver({ timeout: 2_000, tries: 2 });
    resolver.setServers([dns]);
    return await resolver.resolve4(host);
  } catch {
    return [];
  }
}

interface Dial {
  readonly host: string;
  readonly port: number;
  readonly connectMs: number;
  readonly signal: AbortSignal;
}

function connected(address: string, { host, port, connectMs, signal }: Dial): Promise<Socket> {
  const began = performance.now();
  const after = (): number => Math.round(performance.now() - began);
  return new Promise((resolve, reject) => {
    const socket = connect({ host: address, port, signal });
    const timer = setTimeout(() => {
      socket.destroy();
      reject(new CurlError(28, `Connection timed out after ${after()} milliseconds`));
    }, connectMs);
    socket.once('connect', () => {
      clearTimeout(timer);
      socket.removeAllListeners('error');
      socket.on('error', () => {});
      resolve(socket);
    });
    socket.once('error', () => {
      clearTimeout(timer);
      const says = `Failed to connect to ${host} port ${port} after ${after()} ms: Could not connect to server`;
      reject(new CurlError(7, says));
    });
  });
}

const TLS_WORDS: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'certificate has expired',
  CERT_NOT_YET_VALID: 'certificate is not yet valid',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'self-signed certificate',
  SELF_SIGNED_CERT_IN_CHAIN: 'self-signed certificate in certificate chain',
};

/** Its authorities are those of its image, not of the node. */
function secured(socket: Socket, host: string, { insecure, connectMs }: Transfer): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const way = secure({ socket, ...(isIP(host) ? {} : { servername: host }), rejectUnauthorized: false });
    const fail = (exit: number, says: string): void => {
      clearTimeout(timer);
      way.destroy();
      reject(new CurlError(exit, says));
    };
    const timer = setTimeout(() => fail(28, 'SSL connection timeout'), connectMs);
    way.once('secureConnect', () => {
      clearTimeout(timer);
      const code = String(way.authorizationError ?? '');
      if (insecure || way.authorized) return resolve(way);
      if (/ALTNAME/.test(code))
        return fail(60, `SSL: no alternative certificate subject name matches target host name '${host}'`);
      fail(60, `SSL certificate problem: ${TLS_WORDS[code] ?? 'unable to get local issuer certificate'}`);
    });
    way.on('error', (error) => {
      const plain = /WRONG_VERSION|PACKET_LENGTH/.test(codeOf(error));
      fail(
        35,
        plain
          ? 'TLS connect error: error:0A00010B:SSL routines::wrong version number'
          : 'Recv failure: Connection reset by peer',
      );
    });
  });
}

/** The status; the body is nobody's concern. */
function answered(way: Socket, url: URL, { maxMs }: Transfer): Promise<string> {
  return new Promise((resolve, reject) => {
    const fail = (exit: number, says: string): void => {
      clearTimeout(timer);
      reject(new CurlError(exit, says));
    };
    const timer = setTimeout(() => fail(28, `Operation timed out after ${maxMs} milliseconds`), maxMs);
    way.once('data', (chunk: Buffer) => {
      clearTimeout(timer);
      const [, status] = /^HTTP\/\d\.\d (\d{3})/.exec(chunk.toString('latin1')) ?? [];
      if (status === undefined) fail(1, 'Received HTTP/0.9 when not allowed');
      else resolve(status);
    });
    way.once('error', () => fail(56, 'Recv failure: Connection reset by peer'));
    way.once('close', () => fail(52, 'Empty reply from server'));
    way.write(
      `GET ${url.pathname}${url.search} HTTP/1.1\r\nHost: ${url.host}\r\nUser-Agent: curl/8.11.1\r\nAccept: */*\r\n\r\n`,
    );
  });
}
