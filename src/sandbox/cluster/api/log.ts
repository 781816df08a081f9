/** A container's log, written as it is made: of any size, with what the kubelet's options leave of it. */
import { once } from 'node:events';
import type { Container, Pod } from '../objects.ts';
import { badRequest } from '../status.ts';
import type { LogEntry, LogSource } from '../world.ts';
import type { ResourceCall } from './call.ts';

/** So much is put together before it is written. */
const CHUNK = 64 * 1024;
const TIME = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d))/;

export async function readLog(call: ResourceCall, source: LogSource): Promise<void> {
  const { world, resource, path, query, response } = call;
  const pod = world.writer.get(resource, path.namespace, path.name) as Pod;
  const container = chosenContainer(pod, query.get('container'));
  const previous = query.get('previous') === 'true';
  refuseWaiting(pod, container, previous);
  const options = optionsOf(query);
  const given = source({ namespace: path.namespace, pod: path.name, container, previous }) ?? '';
  const entries = typeof given === 'string' ? given.split('\n').filter((line) => line !== '') : given;
  response.writeHead(200, { 'content-type': 'text/plain' });
  let left = options.limitBytes;
  let chunk = '';
  const flush = async (): Promise<void> => {
    const bytes = Buffer.from(chunk).subarray(0, left);
    left -= bytes.length;
    chunk = '';
    if (bytes.length > 0 && !response.write(bytes)) await drained(response);
  };
  try {
    for await (const line of chosen(entries, options)) {
      chunk += line;
      if (chunk.length >= CHUNK) await flush();
      if (left <= 0 || response.destroyed) break;
    }
    await flush();
    response.end();
  } catch {
    // A log that cannot be read on: what was begun breaks off, as when a node goes away.
    response.destroy();
  }
}

/** Until there is room again or nobody listens any more. */
async function drained(response: ResourceCall['response']): Promise<void> {
  const left = new AbortController();
  const either = [once(response, 'drain', left), once(response, 'close', left)];
  await Promise.race(either).finally(() => left.abort());
  await Promise.allSettled(either);
}

interface LogOptions {
  /** Milliseconds since 1970; 0: everything. */
  readonly from: number;
  readonly tail: number | null;
  readonly limitBytes: number;
  readonly stamped: boolean;
}

function optionsOf(query: URLSearchParams): LogOptions {
  const seconds = numberOf(query, 'sinceSeconds', 1);
  const time = query.get('sinceTime');
  if (seconds !== null && time !== null)
    throw badRequest('at most one of `sinceTime` or `sinceSeconds` may be specified');
  const since = time === null ? 0 : Date.parse(time);
  if (Number.isNaN(since)) throw badRequest(`parsing time "${time}"`);
  return {
    from: seconds === null ? since : Date.now() - seconds * 1000,
    tail: numberOf(query, 'tailLines', 0),
    limitBytes: numberOf(query, 'limitBytes', 1) ?? Number.MAX_SAFE_INTEGER,
    stamped: query.get('timestamps') === 'true',
  };
}

function numberOf(query: URLSearchParams, name: string, least: number): number | null {
  const text = query.get(name);
  if (text === null) return null;
  const number = Number(text);
  if (!Number.isInteger(number) || number < least)
    throw badRequest(`${name}: Invalid value: "${text}": must be greater than or equal to ${least}`);
  return number;
}

async function* chosen(
  entries: Iterable<LogEntry> | AsyncIterable<LogEntry>,
  { from, tail, stamped }: LogOptions,
): AsyncGenerator<string> {
  const last: string[] = [];
  for await (const entry of entries) {
    const text = typeof entry === 'string' ? entry : entry.text;
    const at = typeof entry === 'string' ? TIME.exec(entry)?.[1] : entry.at;
    if (from > 0 && at !== undefined && Date.parse(at) < from) continue;
    const line = `${stamped ? `${at ?? new Date().toISOString()} ` : ''}${text}\n`;
    if (tail === null) yield line;
    else last.push(line);
    if (tail !== null && last.length > tail * 2 + 1000) last.splice(0, last.length - tail);
  }
  if (tail !== null && tail > 0) yield* last.slice(-tail);
}

function chosenContainer(pod: Pod, asked: string | null): string {
  const { containers, initContainers = [], ephemeralContainers = [] } = pod.spec;
  const names = (list: readonly Container[]): readonly string[] => list.map(({ name }) => name);
  const all = names([...containers, ...initContainers, ...ephemeralContainers]);
  if (asked !== null && !all.includes(asked))
    throw badRequest(`container ${asked} is not valid for pod ${pod.metadata.name}`);
  if (asked !== null) return asked;
  const [only, ...more] = names(containers);
  if (only !== undefined && more.length === 0) return only;
  throw badRequest(
    `a container name must be specified for pod ${pod.metadata.name}, choose one of: [${names(containers).join(' ')}]`,
  );
}

function refuseWaiting(pod: Pod, container: string, previous: boolean): void {
  const { containerStatuses = [], initContainerStatuses = [] } = pod.status ?? {};
  const status = [...containerStatuses, ...initContainerStatuses].find(({ name }) => name === container);
  if (previous) {
    if (status && 'terminated' in status.lastState) return;
    throw badRequest(`previous terminated container "${container}" in pod "${pod.metadata.name}" not found`);
  }
  const waiting = status?.state['waiting'] as { reason?: string } | undefined;
  if (!waiting || waiting.reason === 'CrashLoopBackOff') return;
  const pulling = waiting.reason === 'ErrImagePull' || waiting.reason === 'ImagePullBackOff';
  const why = pulling ? 'trying and failing to pull image' : waiting.reason;
  throw badRequest(`container "${container}" in pod "${pod.metadata.name}" is waiting to start: ${why}`);
}
