/** TLS over a connected socket, judged in the order and the words of Go's crypto/x509. */
import type { X509Certificate } from 'node:crypto';
import { isIP, type Socket } from 'node:net';
import { connect, rootCertificates, type TLSSocket } from 'node:tls';
import { timestamp } from '../../objects.ts';
import { codeOf, errnoWords, GoError } from './go-error.ts';

export interface HandshakeOptions {
  /** PEM authorities trusted besides the system's. */
  readonly ca: readonly string[];
  readonly handshakeMs: number;
  /** containerd does not verify registries on localhost. */
  readonly verify: boolean;
}

export const PLAIN_ANSWER = 'http: server gave HTTP response to HTTPS client';

/** Throws GoError: `tls: failed to verify certificate: …`, `net/http: TLS handshake timeout`, `EOF`, … */
export async function handshake(socket: Socket, host: string, options: HandshakeOptions): Promise<TLSSocket> {
  const bare = host.replace(/^\[|\]$/g, '');
  const secured = await negotiate(socket, bare, options);
  if (!options.verify) return secured;
  const complaint = judge(secured, bare);
  if (complaint === null) return secured;
  secured.destroy();
  throw new GoError(`tls: failed to verify certificate: x509: ${complaint}`);
}

function negotiate(socket: Socket, host: string, { ca, handshakeMs }: HandshakeOptions): Promise<TLSSocket> {
  return new Promise((resolved, rejected) => {
    const secured = connect({
      socket,
      ...(isIP(host) ? {} : { servername: host }),
      ca: [...rootCertificates, ...ca],
      rejectUnauthorized: false,
      ALPNProtocols: ['http/1.1'],
    });
    const fail = (message: string): void => {
      clearTimeout(timer);
      secured.destroy();
      rejected(new GoError(message));
    };
    const timer = setTimeout(() => fail('net/http: TLS handshake timeout'), handshakeMs);
    secured.once('secureConnect', () => {
      clearTimeout(timer);
      secured.removeAllListeners('error');
      secured.removeAllListeners('close');
      resolved(secured);
    });
    secured.once('error', (error) => fail(brokenWords(error, socket)));
    secured.once('close', () => fail('EOF'));
  });
}

function brokenWords(error: unknown, socket: Socket): string {
  const code = codeOf(error);
  if (/WRONG_VERSION|PACKET_LENGTH|HTTP_REQUEST|RECORD_LAYER|UNEXPECTED_MESSAGE/.test(code))
    return PLAIN_ANSWER;
  if (code === 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION')
    return 'remote error: tls: protocol version not supported';
  if (/CERTIFICATE_REQUIRED/.test(code)) return 'remote error: tls: certificate required';
  if (/UNRECOGNIZED_NAME/.test(code)) return 'remote error: tls: unrecognized name';
  if (/ALERT_INTERNAL_ERROR/.test(code)) return 'remote error: tls: internal error';
  if (/ALERT/.test(code)) return 'remote error: tls: handshake failure';
  const hungUp = code === 'ECONNRESET' && /before secure TLS/.test(String((error as Error).message));
  if (hungUp || code === '') return 'EOF';
  return `read tcp ${ends(socket)}: read: ${errnoWords(code)}`;
}

export function ends(socket: Socket): string {
  return `${socket.localAddress ?? '127.0.0.1'}:${socket.localPort ?? 0}->${socket.remoteAddress ?? '127.0.0.1'}:${socket.remotePort ?? 0}`;
}

/** Time first, then the name, then the chain: the order of Certificate.Verify. */
function judge(secured: TLSSocket, host: string): string | null {
  const leaf = secured.getPeerX509Certificate();
  if (!leaf) return 'certificate signed by unknown authority';
  const now = Date.now();
  const dates = (word: string, at: string): string =>
    `certificate has expired or is not yet valid: current time ${timestamp()} is ${word} ${timestamp(new Date(at))}`;
  if (now > Date.parse(leaf.validTo)) return dates('after', leaf.validTo);
  if (now < Date.parse(leaf.validFrom)) return dates('before', leaf.validFrom);
  return nameComplaint(leaf, host) ?? chainComplaint(secured);
}

function nameComplaint(leaf: X509Certificate, host: string): string | null {
  if (isIP(host) ? leaf.checkIP(host) : leaf.checkHost(host, { subject: 'never' })) return null;
  const names = (leaf.subjectAltName ?? '').split(', ').filter(Boolean);
  const of = (prefix: string): readonly string[] =>
    names.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
  const addresses = of('IP Address:');
  if (isIP(host) && addresses.length === 0)
    return `cannot validate certificate for ${host} because it doesn't contain any IP SANs`;
  const valid = isIP(host) ? addresses : of('DNS:');
  if (valid.length > 0) return `certificate is valid for ${valid.join(', ')}, not ${host}`;
  if (names.length === 0 && /CN=/.test(leaf.subject))
    return 'certificate relies on legacy Common Name field, use SANs instead';
  return `certificate is not valid for any names, but wanted to match ${host}`;
}

function chainComplaint(secured: TLSSocket): string | null {
  // Node leaves the outcome of its own chain building here when it was told not to reject.
  if (secured.authorized) return null;
  const code = String(secured.authorizationError ?? '');
  if (/ERR_TLS_CERT_ALTNAME_INVALID/.test(code)) return null;
  return 'certificate signed by unknown authority';
}
