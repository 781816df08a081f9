/** The way to a host: directly, or through a forward proxy by CONNECT, and TLS on top of it. */
import { isIP, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import type { Endpoint } from '../../engine/registry.ts';
import { NetworkFault } from './fault.ts';
import type { ForwardProxy } from './proxies.ts';
import type { Site } from './sites.ts';
import { type Dialler, openSocket, settle } from './socket.ts';
import type { Trust } from './trust.ts';

/** A connection to the host's port, before any TLS. Throws NetworkFault. */
export async function reach(
  dialler: Dialler,
  site: Site,
  target: Endpoint,
  scheme: 'http' | 'https',
): Promise<Socket> {
  const proxy = site.proxyFor(target, scheme);
  if (!proxy) return openSocket(dialler, target);
  // The proxy looks names up itself; an address written out can still be judged here.
  const refusal = isIP(target.host) ? dialler.rules.refusal(target.host) : null;
  if (refusal) throw new NetworkFault({ ended: 'not-allowed', says: refusal });
  return throughProxy(dialler, site.trust, proxy, target);
}

/** TLS on a connection. With `judged` the chain is left to the caller to judge. Throws NetworkFault. */
export function secure(
  dialler: Dialler,
  trust: Trust,
  raw: Socket,
  { host, port }: Endpoint,
  judged: 'here' | 'by-caller',
): Promise<TLSSocket> {
  const socket = connectTls({
    socket: raw,
    host,
    ...(isIP(host) ? {} : { servername: host }),
    secureContext: trust.context(),
    rejectUnauthorized: judged === 'here',
    ...(judged === 'by-caller' ? { checkServerIdentity: () => undefined } : {}),
    ALPNProtocols: ['http/1.1'],
  });
  const late = `${host}:${port} took the connection and did not answer the TLS handshake within ${dialler.connectMs / 1000} s`;
  return settle(socket, 'secureConnect', dialler.connectMs, late);
}

async function throughProxy(
  dialler: Dialler,
  trust: Trust,
  proxy: ForwardProxy,
  target: Endpoint,
): Promise<Socket> {
  const at = `${proxy.endpoint.host}:${proxy.endpoint.port}`;
  try {
    const raw = await openSocket(dialler, proxy.endpoint, true);
    const socket = proxy.secure ? await secure(dialler, trust, raw, proxy.endpoint, 'here') : raw;
    const authority = `${isIP(target.host) === 6 ? `[${target.host}]` : target.host}:${target.port}`;
    const login = proxy.authorization ? `Proxy-Authorization: ${proxy.authorization}\r\n` : '';
    socket.write(`CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n${login}\r\n`);
    const line = await firstHead(socket, dialler.connectMs);
    if (/^HTTP\/1\.[01] 2\d\d\b/.test(line)) return socket;
    socket.destroy();
    throw new NetworkFault({ ended: 'proxy', says: `CONNECT ${authority}: ${line || 'no HTTP answer'}` });
  } catch (error) {
    if (!(error instanceof NetworkFault)) throw error;
    throw new NetworkFault({ ended: 'proxy', says: `proxy ${at}: ${error.ending.says}` });
  }
}

/** Reads one response head byte by byte of what has come; returns its status line. Throws NetworkFault. */
function firstHead(socket: Socket, limitMs: number): Promise<string> {
  return new Promise((resolve, reject) => {
    let head = '';
    const done = (): void => {
      clearTimeout(timer);
      socket.off('readable', read).off('error', fail).off('end', end);
    };
    const finish = (): void => {
      done();
      resolve(head.split('\r\n', 1)[0] ?? '');
    };
    const end = (): void => finish();
    const fail = (): void => {
      done();
      socket.on('error', () => {}).destroy();
      reject(
        new NetworkFault({ ended: 'reset', says: 'the connection was cut before CONNECT was answered' }),
      );
    };
    const read = (): void => {
      // Byte by byte, so that nothing that belongs to the tunnel is taken out of the socket.
      for (let byte = socket.read(1); byte !== null; byte = socket.read(1)) {
        head += String(byte);
        if (!head.endsWith('\r\n\r\n') && head.length < 16_384) continue;
        finish();
        return;
      }
    };
    const timer = setTimeout(() => {
      done();
      socket.on('error', () => {}).destroy();
      const says = `no answer to CONNECT within ${limitMs / 1000} s`;
      reject(new NetworkFault({ ended: 'timeout', during: 'answer', says }));
    }, limitMs);
    socket.on('readable', read).on('error', fail).on('end', end);
    read();
  });
}
