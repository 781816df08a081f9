/** How a connection breaks, each ending apart, in the words of the system that broke it. */
import { errors } from 'undici';
import type { HttpEnding } from '../../engine/registry.ts';

export type Broken = Exclude<HttpEnding, { readonly ended: 'answered' }>;

/** An ending on its way up through callbacks that can only throw. Its text never holds a login. */
export class NetworkFault extends Error {
  override readonly name = 'NetworkFault';
  readonly ending: Broken;
  constructor(ending: Broken) {
    super(ending.says);
    this.ending = ending;
  }
}

const UNREACHABLE = new Set([
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'EHOSTDOWN',
  'ENETDOWN',
  'EACCES',
  'EPERM',
]);
const RESET = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED', 'UND_ERR_SOCKET']);
/** OpenSSL's words for bytes that are no TLS record. */
const NOT_TLS = new Set([
  'ERR_SSL_WRONG_VERSION_NUMBER',
  'ERR_SSL_PACKET_LENGTH_TOO_LONG',
  'ERR_SSL_HTTP_REQUEST',
  'ERR_SSL_BAD_RECORD_TYPE',
  'ERR_SSL_RECORD_LAYER_FAILURE',
]);

/** The ending that an error of node:net, node:tls or undici stands for. */
export function endingOf(error: unknown, during: 'connect' | 'handshake' | 'answer'): Broken {
  if (error instanceof NetworkFault) return error.ending;
  const inner = error instanceof AggregateError ? error.errors.at(-1) : error;
  const code = codeOf(inner);
  const says = inner instanceof Error ? firstLine(inner.message) : String(inner);
  if (code === 'ECONNREFUSED') return { ended: 'refused', says };
  if (code === 'ETIMEDOUT') return { ended: 'timeout', during, says };
  if (UNREACHABLE.has(code)) return { ended: 'unreachable', says };
  if (RESET.has(code)) return { ended: 'reset', says };
  if (NOT_TLS.has(code)) return { ended: 'not-tls', says: opensslWords(says) };
  if (inner instanceof errors.HTTPParserError)
    return { ended: 'reset', says: `the answer is not HTTP: ${says}` };
  if (during === 'handshake' || code.startsWith('ERR_SSL_') || code.startsWith('ERR_TLS_'))
    return { ended: 'tls', code: code || 'EPROTO', says: opensslWords(says) };
  return { ended: 'reset', says };
}

/** The code of an error of Node or undici; empty when it has none. */
export function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}

/** `C0F7…:error:0A000410:SSL routines:…:sslv3 alert handshake failure:../deps/…:1605:` → its middle. */
function opensslWords(says: string): string {
  const [, routine, words] = /:error:[0-9A-F]+:([^:]*):[^:]*:([^:]*):/.exec(says) ?? [];
  return words ? `${routine}: ${words}` : says;
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? text;
}
