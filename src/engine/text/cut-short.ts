/**
 * What a message was about to say when it was cut: chats, tables and events end mid-word. Only words that can go
 * on in one known way are continued, or in few, and then each way is told. Time linear in the text. Pure.
 */

/** How errors end, most frequent first; a bar stands behind the least of it that must be there, else LEAST counts. */
const ENDINGS: readonly string[] = [
  'connect: connection refused',
  'connect: connection timed out',
  'connect: connection reset by peer',
  'connect: no route to host',
  'connect: network is unreachable',
  'connect: cannot assign requested address',
  'getsockopt: connection refused',
  'getsockopt: no route to host',
  'read: connection reset by peer',
  'read: connection refused',
  'read: connection timed out',
  'write: connection reset by peer',
  'write: broken |pipe',
  ': connection refused',
  ': connection reset by peer',
  ': connection timed out',
  ': network is unreachable',
  ': i/o| timeout',
  ': no such |host',
  ': server misbe|having',
  'Temporary failure in name resolution',
  'net/http: TLS handshake timeout',
  'TLS handshake timeout',
  'tls: first record does not look like a TLS handshake',
  'net/http: request canceled while waiting for connection',
  'net/http: request canceled (Client.Timeout exceeded while awaiting headers)',
  'Client.Timeout exceeded while awaiting headers',
  'context deadline exceeded',
  'context canceled',
  'unexpected E|OF',
  'unexpected commit digest sha256:',
  'unexpected status from HEAD request to',
  'unexpected status code ',
  'x509: certificate signed by unknown authority',
  'x509: certificate has expired or is not yet valid',
  'x509: certificate is not valid for any names',
  'x509: certificate relies on legacy Common Name field, use SANs instead',
  'tls: failed to verify certificate: x509: certificate signed by unknown authority',
  'tls: failed to verify certificate: x509: certificate has expired or is not yet valid',
  'tls: failed to verify certificate: x509: certificate is not valid for any names',
  "because it doesn't contain any IP SANs",
  'http: server gave HTTP response to HTTPS client',
  'Client sent an HTTP request to an HTTPS server',
  'malformed HTTP response',
  'no basic auth credentials',
  'unauthorized: authentication required',
  'unauthorized: incorrect username or password',
  'unauthorized: access to the requested resource is not authorized',
  'incorrect username or password',
  'unauthorized: HTTP Basic: Access denied',
  'unauthorized: unauthorized to access repository: ',
  'requested access to the resource is denied',
  "repository does not exist or may require 'docker login'",
  'repository does not exist or may require authorization',
  'insufficient_scope: authorization failed',
  'name unknown: repository name not known to registry',
  'manifest unknown',
  'manifest for ',
  'blob unknown to registry',
  'unknown: Bad Cre|dentials',
  'toomanyrequests: ',
  'You have reached your pull rate limit',
  '429 Too Ma|ny Requests',
  '401 Unautho|rized',
  '403 Forbid|den',
  '500 Interna|l Server Error',
  '502 Bad| Gateway',
  '503 Servi|ce Unavailable',
  '504 Gatewa|y Time-out',
  '412 Precon|dition Failed',
  '413 Request Entity Too Large',
  'Proxy Authentication Required',
  'no space left on device',
  'disk quota e|xceeded',
  'no such file or directory',
  'no matching manifest for linux',
  'no matching manifest in the manifest list entries',
  'no match for platform in manifest',
  'invalid reference format',
  'repository name must be lowercase',
  'no registries configured while trying to pull an unqualified image',
  'short-name resolution enforced but cannot prompt without a TTY',
  'did not resolve to an alias and no unqualified-search registries are defined',
  'failed size validation',
  'filesystem layer verification failed for digest',
  'is rejected by| policy',
  'A signature was required, but no signature exists',
  'is not present with pull policy of Never',
  'pull QPS| exceeded',
  'Is the docker daemon running?',
  'exec format error',
];
/** Fewer characters could be the beginning of anything. */
const LEAST = 12;
/** By so many first characters an ending is looked up. */
const KEY = 5;
const LONGEST = 90;
/** What a chat or a table puts where it cut, and what stood around the words. */
const CUT = /(?:\.{3}|…)?["'`\s]{0,9}$/;

interface Ending {
  readonly words: string;
  readonly least: number;
}

/** One way in which the text may have gone on. */
export interface Continued {
  readonly text: string;
  /** The known words whole, and how many of their characters were there. */
  readonly words: string;
  readonly kept: number;
}

const byKey = new Map<string, Ending[]>();
for (const ending of ENDINGS) {
  const bar = ending.indexOf('|');
  const words = ending.replace('|', '');
  const one = { words, least: bar < 0 ? LEAST : bar };
  const key = words.slice(0, KEY);
  byKey.set(key, [...(byKey.get(key) ?? []), one]);
}

/** The ways in which the last words of the text may have gone on; none where they are whole, or unknown. */
export function continuedWays(text: string): readonly Continued[] {
  const said = text.slice(0, text.length - (CUT.exec(text.slice(-20))?.[0].length ?? 0));
  const tail = said.slice(-LONGEST);
  // The longest beginning of known words tells most.
  for (let from = 0; from <= tail.length - KEY; from += 1) {
    const there = tail.slice(from);
    const ways = (byKey.get(there.slice(0, KEY)) ?? []).filter(
      ({ words, least }) => there.length >= least && there.length < words.length && words.startsWith(there),
    );
    if (ways.length > 0)
      return ways.map(({ words }) => ({
        text: said + words.slice(there.length),
        words,
        kept: there.length,
      }));
  }
  return [];
}
