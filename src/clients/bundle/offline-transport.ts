/** An API server made of a file: the reader of clusters asks it as it asks any other. Nothing leaves the process. */
import { setTimeout as wait } from 'node:timers/promises';
import type { ApiEnding, ApiQuestion, OpenEnding, Transport } from '../kubernetes/transport.ts';
import { type Dump, logKey, type RawObject } from './dump.ts';
import { discoveryAnswer, known, offline, refused, SERVER } from './offline-discovery.ts';

interface Absent {
  readonly namespace: string;
  readonly name: string;
}

/** `absent`: Secrets that something named and that were not there. `at`: when the file was taken. */
export function offlineTransport(dump: Dump, absent: readonly Absent[], at: Date): Transport {
  return {
    ask: async (question) => answer(question, dump, absent),
    async open(question) {
      // As a stream it comes later than its asking, like any other.
      await wait(0);
      const log = /^\/api\/v1\/namespaces\/([^/]+)\/pods\/([^/]+)\/log$/.exec(question.path);
      if (!log) return { ended: 'unreachable', says: offline('an answer of a Service') };
      return openLog(decodeURIComponent(log[1] ?? ''), decodeURIComponent(log[2] ?? ''), question, dump, at);
    },
  };
}

function answer({ path, method, query = {} }: ApiQuestion, dump: Dump, absent: readonly Absent[]): ApiEnding {
  if (method === 'POST') return known({ status: { allowed: true } });
  const discovered = discoveryAnswer(path, dump);
  if (discovered) return discovered;
  const parts = path
    .split('/')
    .filter((part) => part !== '')
    .map(decodeURIComponent);
  // /api/v1/… or /apis/<group>/<version>/…
  const [root, second = ''] = parts;
  const group = root === 'api' ? '' : second;
  const rest = parts.slice(root === 'api' ? 2 : 3);
  const inNamespace = rest[0] === 'namespaces' && rest.length >= 3;
  const namespace = inNamespace ? (rest[1] ?? null) : null;
  const [plural = '', name] = inNamespace ? rest.slice(2) : rest;
  return find({ kind: `${plural}.${group}`, plural, namespace, name, query }, dump, absent);
}

interface Wanted {
  readonly kind: string;
  readonly plural: string;
  readonly namespace: string | null;
  readonly name: string | undefined;
  readonly query: Readonly<Record<string, string | undefined>>;
}

function find(
  { kind, plural, namespace, name, query }: Wanted,
  dump: Dump,
  absent: readonly Absent[],
): ApiEnding {
  const all = dump.objects.get(kind) ?? namesOf(kind, dump);
  const here = all.filter(({ metadata }) => namespace === null || metadata.namespace === namespace);
  const told = dump.covers(kind, namespace) || (kind === 'namespaces.' && all.length > 0);
  const where = namespace === null ? plural : `${plural} of namespace ${namespace}`;
  if (name === undefined) {
    if (!told && here.length === 0) return { ended: 'unreachable', says: offline(where) };
    return known({ metadata: {}, items: here.filter((one) => isWanted(one, query)) });
  }
  const one = here.find(({ metadata }) => metadata.name === name);
  if (one) return known(one);
  const isAbsent = absent.some((missing) => missing.namespace === namespace && missing.name === name);
  if (isAbsent || (told && plural !== 'secrets')) return refused(404, `${plural} "${name}" not found`);
  return { ended: 'unreachable', says: offline(plural === 'secrets' ? 'contents of Secrets' : where) };
}

/** Namespaces that only objects in them tell of. */
function namesOf(kind: string, dump: Dump): readonly RawObject[] {
  if (kind !== 'namespaces.') return [];
  const names = new Set(
    [...dump.objects.values()].flat().flatMap(({ metadata }) => metadata.namespace ?? []),
  );
  return [...names].map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }));
}

function isWanted(one: RawObject, query: Wanted['query']): boolean {
  return (
    (query['labelSelector'] ?? '').split(',').every((term) => term === '' || hasLabel(one, term)) &&
    (query['fieldSelector'] ?? '').split(',').every((term) => term === '' || hasField(one, term))
  );
}

function hasLabel({ metadata }: RawObject, term: string): boolean {
  const labels = (metadata as { readonly labels?: Readonly<Record<string, string>> }).labels ?? {};
  const [, key = '', not, value] = /^([^=!]+?)(!?)=?=([^=]*)$/.exec(term) ?? [];
  if (value === undefined) return term in labels;
  return (labels[key] === value) !== (not === '!');
}

function hasField(one: RawObject, term: string): boolean {
  const [, path = '', not, value = ''] = /^([^=!]+?)(!?)=?=([^=]*)$/.exec(term) ?? [];
  let field: unknown = one;
  for (const key of path.split('.'))
    field = typeof field === 'object' && field !== null ? (field as Record<string, unknown>)[key] : undefined;
  return (String(field ?? '') === value) !== (not === '!');
}

const STAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/;

function openLog(
  namespace: string,
  pod: string,
  { query = {} }: ApiQuestion,
  dump: Dump,
  at: Date,
): OpenEnding {
  const container = query['container'] ?? '';
  const run = query['previous'] === 'true' ? 'previous' : 'current';
  const body =
    dump.logs.get(logKey(namespace, pod, container, run)) ??
    (run === 'current' ? part(dump.logs.get(logKey(namespace, pod, '*', run)), container) : undefined);
  if (!body) {
    const message = offline(
      `log of ${namespace}/${pod} ${container}${run === 'previous' ? ' before its restart' : ''}`,
    );
    return { ended: 'answered', server: SERVER, status: 404, body: bytes(JSON.stringify({ message })) };
  }
  const since =
    query['sinceSeconds'] === undefined ? null : at.getTime() - Number(query['sinceSeconds']) * 1000;
  const tail = Number(query['tailLines'] ?? Number.POSITIVE_INFINITY);
  return { ended: 'answered', server: SERVER, status: 200, body: linesFrom(body, since, tail) };
}

async function* bytes(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

/** From the first line that is young enough; lines without a time belong to the one before. */
async function* linesFrom(body: Uint8Array, since: number | null, tail: number): AsyncGenerator<Uint8Array> {
  const all = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  let from = since === null ? 0 : startOf(all, since);
  if (Number.isFinite(tail)) from = Math.max(from, tailOf(all, tail));
  // In pieces, so that who counts lines lets others run.
  for (let at = from; at < all.byteLength; at += 65_536) yield all.subarray(at, at + 65_536);
}

function startOf(all: Buffer, since: number): number {
  for (let at = 0; at < all.byteLength; ) {
    const end = all.indexOf(10, at);
    const stamp = all.toString('latin1', at, at + 32);
    const time = STAMP.test(stamp) ? Date.parse(stamp.split(' ', 1)[0] ?? '') : Number.NaN;
    if (Number.isNaN(time) || time >= since) return at;
    if (end < 0) break;
    at = end + 1;
  }
  return all.byteLength;
}

function tailOf(all: Buffer, lines: number): number {
  let at = all.byteLength - 1;
  for (let left = lines; left > 0 && at > 0; left -= 1) at = all.lastIndexOf(10, at - 1);
  return at <= 0 ? 0 : at + 1;
}

/** A container's lines of a pod's `logs.txt`. */
function part(body: Uint8Array | undefined, container: string): Uint8Array | undefined {
  if (!body) return undefined;
  const text = Buffer.from(body).toString('utf8');
  const start = text.indexOf(`==== START logs for container ${container} of `);
  if (start < 0) return undefined;
  const from = text.indexOf('\n', start) + 1;
  const end = text.indexOf('==== END logs for container ', from);
  return Buffer.from(text.slice(from, end < 0 ? undefined : end));
}
