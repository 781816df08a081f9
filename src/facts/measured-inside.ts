/** What the log of a measuring Job says of the way from the cluster to a registry. Pure. */
import type { Words } from '../engine/words.ts';

export interface Measured {
  /** How far it came: the name, the port, TLS, an answer by HTTP. */
  readonly reached: 'nothing' | 'name' | 'port' | 'tls' | 'answer';
  /** 401 is what a well registry says to nobody in particular. */
  readonly status: number | null;
  readonly address: string | null;
  /** Since the start of the try, milliseconds; null: it did not come so far. */
  readonly ms: Readonly<Record<'name' | 'port' | 'tls' | 'answer', number | null>>;
  /** curl's words where it came to an end before an answer. */
  readonly says: string | null;
  /** curl's words where it does not trust the certificate. */
  readonly distrusts: string | null;
}

export interface MeasuredPlace {
  readonly host: string;
  readonly port: number;
  /** `worker-1`; null: not told. */
  readonly node: string | null;
  readonly resolver: 'node' | 'cluster';
}

const words: Words<{
  from(place: MeasuredPlace): string;
  named(host: string, address: string | null, ms: number): string;
  unnamed(host: string): string;
  opened(port: number, ms: number): string;
  unopened(port: number): string;
  secured(ms: number): string;
  readonly unsecured: string;
  distrusted(says: string): string;
  answered(status: number, ms: number): string;
  readonly unanswered: string;
  readonly open: string;
  readonly shut: string;
}> = {
  en: {
    from: ({ node, resolver }) =>
      `Measured inside the cluster${node === null ? '' : ` on node \`${node}\``}, by the ${resolver === 'node' ? 'node’s' : 'cluster’s'} DNS`,
    named: (host, address, ms) => `\`${host}\` is ${address ? `\`${address}\`` : 'found'} after ${ms} ms`,
    unnamed: (host) => `\`${host}\` is not found`,
    opened: (port, ms) => `port ${port} opens after ${ms} ms`,
    unopened: (port) => `port ${port} does not open`,
    secured: (ms) => `TLS stands after ${ms} ms`,
    unsecured: 'TLS does not come about',
    distrusted: (says) =>
      ` curl’s own authorities do not vouch for its certificate (\`${says}\`); those of the nodes may.`,
    answered: (status, ms) => `\`GET /v2/\` answers ${status} after ${ms} ms`,
    unanswered: '`GET /v2/` has no answer',
    open: 'So the way is open from there.',
    shut: 'So it fails from there as well.',
  },
};

/** Null: the log breaks off, or another program wrote it. */
export function measuredIn(log: string): Measured | null {
  const way = fieldsOf(log, WAY);
  if (way === null) return null;
  const ms = {
    name: millis(way['name']),
    port: millis(way['tcp']),
    tls: millis(way['tls']),
    answer: millis(way['answer']),
  };
  const status = Number(way['status']) || null;
  const certificate = fieldsOf(log, CERTIFICATE);
  const isDistrusted = certificate !== null && DISTRUSTS.has(certificate['exit'] ?? '');
  return {
    reached: reachedBy(ms, status, way['exit'] ?? ''),
    status,
    address: way['at'] || null,
    ms,
    says: status === null ? `curl: (${way['exit']}) ${way['error'] || 'no answer'}` : null,
    distrusts: isDistrusted ? `curl: (${certificate['exit']}) ${certificate['error']}` : null,
  };
}

/** curl's codes: its peer's certificate (60, 51 of old), a host that is not named in it. */
const DISTRUSTS: ReadonlySet<string> = new Set(['51', '60']);
const NOT_FOUND = '6';
const WAY = /^way (.*)$/m;
const CERTIFICATE = /^certificate (.*)$/m;

function fieldsOf(log: string, line: RegExp): Readonly<Record<string, string>> | null {
  const [, text] = line.exec(log) ?? [];
  if (text === undefined) return null;
  const [head = '', error = ''] = text.split(/ error=(.*)$/);
  const pairs = head.split(' ').map((one) => one.split('='));
  return { ...Object.fromEntries(pairs.map(([key = '', value = '']) => [key, value])), error };
}

/** Seconds with a fraction; zero is what was not come to. */
function millis(seconds: string | undefined): number | null {
  const value = Number(seconds);
  return value > 0 ? Math.max(1, Math.round(value * 1000)) : null;
}

function reachedBy(ms: Measured['ms'], status: number | null, exit: string): Measured['reached'] {
  if (status !== null) return 'answer';
  if (ms.tls !== null) return 'tls';
  if (ms.port !== null) return 'port';
  return ms.name !== null && exit !== NOT_FOUND ? 'name' : 'nothing';
}

const ORDER = ['nothing', 'name', 'port', 'tls', 'answer'] as const;

/** As people read it, with the numbers. */
export function measuredSays(
  { reached, status, address, ms, says, distrusts }: Measured,
  place: MeasuredPlace,
  scheme: 'http' | 'https',
): string {
  const say = words.en;
  const far = ORDER.indexOf(reached);
  const steps = [
    far >= 1 ? say.named(place.host, address, ms.name ?? 1) : say.unnamed(place.host),
    ...(far >= 2 ? [say.opened(place.port, ms.port ?? 1)] : far === 1 ? [say.unopened(place.port)] : []),
    ...(scheme === 'http' ? [] : far >= 3 && ms.tls !== null ? [say.secured(ms.tls)] : []),
    ...(scheme === 'https' && far === 2 ? [say.unsecured] : []),
    ...(status === null ? [] : [say.answered(status, ms.answer ?? 1)]),
    ...(status === null && (far === 3 || (far === 2 && scheme === 'http')) ? [say.unanswered] : []),
  ];
  const end = status === null ? `: \`${says}\`. ${say.shut}` : `. ${say.open}`;
  const vouched = distrusts === null ? '' : say.distrusted(distrusts);
  return `${say.from(place)}: ${steps.join(', ')}${end}${vouched}`;
}
