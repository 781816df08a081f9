/** A TLS handshake that looks at everything: the chain, its trust and its names, each apart. */
import { once } from 'node:events';
import { isIP, type Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { Endpoint, Handshake } from '../../engine/registry.ts';
import { chainOf, mismatchOf, readCertificate } from './certificates.ts';
import { type Broken, NetworkFault } from './fault.ts';
import { reach, secure } from './route.ts';
import type { Site } from './sites.ts';
import type { Dialler } from './socket.ts';
import type { Trust } from './trust.ts';

/** Shakes hands without believing the certificate. Never throws for what the network did. */
export async function shakeHands(dialler: Dialler, site: Site, endpoint: Endpoint): Promise<Handshake> {
  try {
    const raw = await reach(dialler, site, endpoint, 'https');
    const socket = await secure(dialler, site.trust, raw, endpoint, 'by-caller');
    const read = readPeer(socket, site.trust, endpoint.host);
    socket.destroy();
    return read;
  } catch (error) {
    if (!(error instanceof NetworkFault)) throw error;
    return brokenHandshake(error.ending, () => speaksHttp(dialler, site, endpoint));
  }
}

/** OpenSSL reports one fault, and a date hides the authority; so trust is then judged by itself. */
const DATES = new Set(['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID']);

function readPeer(socket: TLSSocket, trust: Trust, host: string): Handshake {
  const leaf = socket.getPeerX509Certificate();
  if (!leaf) return { ended: 'failed', says: 'the server sent no certificate' };
  const chain = chainOf(leaf);
  // `authorizationError` is typed as an Error and holds the code as text.
  const fault = socket.authorized ? null : String(socket.authorizationError);
  return {
    ended: 'done',
    protocol: socket.getProtocol() ?? 'unknown',
    chain: chain.map(readCertificate),
    untrusted: fault !== null && DATES.has(fault) ? trust.vouches(chain) : fault,
    mismatch: mismatchOf(leaf, host),
  };
}

async function brokenHandshake(broken: Broken, asksHttp: () => Promise<boolean>): Promise<Handshake> {
  const { ended, says } = broken;
  // The proxy's words, before any TLS with the host itself.
  if (ended === 'proxy') return { ended, says };
  if (ended === 'not-tls') return { ended, says, speaksHttp: await asksHttp() };
  if (ended === 'timeout' || ended === 'reset') {
    // Some plain servers cut or ignore a TLS greeting without a word.
    return ended === 'reset' && (await asksHttp())
      ? { ended: 'not-tls', says, speaksHttp: true }
      : { ended, says };
  }
  return { ended: 'failed', says };
}

/** Does the port answer plain HTTP? */
async function speaksHttp(dialler: Dialler, site: Site, endpoint: Endpoint): Promise<boolean> {
  let socket: Socket | null = null;
  try {
    socket = await reach(dialler, site, endpoint, 'http');
    const host = isIP(endpoint.host) === 6 ? `[${endpoint.host}]` : endpoint.host;
    socket.write(`GET /v2/ HTTP/1.1\r\nHost: ${host}:${endpoint.port}\r\nConnection: close\r\n\r\n`);
    const [bytes] = await once(socket, 'data', { signal: AbortSignal.timeout(dialler.connectMs) });
    const answer = Buffer.isBuffer(bytes) ? bytes.toString('latin1') : '';
    // nginx and Go complain in plain HTTP on a port that does want TLS.
    return answer.startsWith('HTTP/') && !/^HTTP\/1\.[01] 400\b.*\bHTTPS\b/s.test(answer);
  } catch {
    return false;
  } finally {
    socket?.on('error', () => {}).destroy();
  }
}
