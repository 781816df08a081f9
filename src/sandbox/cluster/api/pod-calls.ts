/** What only pods can be asked: eviction and log. */
import type { Container, Pod } from '../objects.ts';
import { badRequest } from '../status.ts';
import type { LogSource } from '../world.ts';
import { bodyObject, isDryRun, type ResourceCall, sendJson } from './call.ts';

export function evict(call: ResourceCall): void {
  const { world, resource, path, query } = call;
  const eviction = bodyObject(call) as { deleteOptions?: { gracePeriodSeconds?: number; dryRun?: string[] } };
  const { gracePeriodSeconds } = eviction.deleteOptions ?? {};
  const dryRun = isDryRun(query, eviction.deleteOptions);
  world.writer.delete(resource, path.namespace, path.name, { dryRun, gracePeriodSeconds });
  sendJson(call.response, 201, {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Success',
    code: 201,
  });
}

export function readLog(call: ResourceCall, source: LogSource): void {
  const { world, resource, path, query, response } = call;
  const pod = world.writer.get(resource, path.namespace, path.name) as Pod;
  const container = chosenContainer(pod, query.get('container'));
  const previous = query.get('previous') === 'true';
  refuseWaiting(pod, container, previous);
  const text = source({ namespace: path.namespace, pod: path.name, container, previous }) ?? '';
  const lines = cut(
    text.split('\n').filter((line) => line !== ''),
    query,
  );
  const body = lines.map((line) => `${line}\n`).join('');
  response.writeHead(200, { 'content-type': 'text/plain' });
  response.end(body);
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

const TIME = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d))/;

function cut(lines: readonly string[], query: URLSearchParams): readonly string[] {
  const since = Number(query.get('sinceSeconds') ?? 0);
  const from = since > 0 ? Date.now() - since * 1000 : 0;
  const recent = lines.filter((line) => {
    const time = TIME.exec(line)?.[1];
    return time === undefined || Date.parse(time) >= from;
  });
  const tail = query.get('tailLines');
  if (tail === null) return recent;
  return Number(tail) === 0 ? [] : recent.slice(-Number(tail));
}
