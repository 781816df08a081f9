/** Watch: what is there, then what changes, with bookmarks, a time limit and 410 for too old a start. */
import { typed } from '../catalog.ts';
import type { KubeObject } from '../objects.ts';
import { apiVersionOf } from '../resources.ts';
import { StatusError } from '../status.ts';
import type { Change } from '../store.ts';
import type { ResourceCall } from './call.ts';
import { selection } from './read.ts';

const BOOKMARK_EVERY_MS = 5_000;
const DEFAULT_SECONDS = 1_800;

export function watch(call: ResourceCall): void {
  const { world, resource, query, response, request } = call;
  const wanted = selection(call);
  const { store } = world;
  const from = query.get('resourceVersion') ?? '';
  const fresh = from === '' || from === '0';
  const initial = fresh || query.get('sendInitialEvents') === 'true';
  const missed = initial ? [] : store.since(Number(from));
  const send = (type: string, object: unknown): void =>
    void response.write(`${JSON.stringify({ type, object })}\n`);

  response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-cache, private' });
  response.flushHeaders();
  if (missed === null) {
    const expired = new StatusError('Expired', `too old resource version: ${from} (${store.revision})`);
    send('ERROR', expired.body());
    return void response.end();
  }
  const sendChange = (change: Change): void => {
    if (change.resource !== resource.id) return;
    const event = seenAs(change, wanted);
    if (event) send(event.type, typed(resource, event.object));
  };
  const bookmark = (annotations?: Readonly<Record<string, string>>): void =>
    send('BOOKMARK', {
      kind: resource.kind,
      apiVersion: apiVersionOf(resource),
      metadata: {
        resourceVersion: String(store.revision),
        creationTimestamp: null,
        ...(annotations ? { annotations } : {}),
      },
    });

  if (initial)
    for (const object of store.list(resource.id)) if (wanted(object)) send('ADDED', typed(resource, object));
  if (query.get('sendInitialEvents') === 'true') bookmark({ 'k8s.io/initial-events-end': 'true' });
  for (const change of missed) sendChange(change);

  const unsubscribe = store.onChange(sendChange);
  const bookmarks =
    query.get('allowWatchBookmarks') === 'true'
      ? setInterval(() => bookmark(), BOOKMARK_EVERY_MS)
      : undefined;
  const seconds = Number(query.get('timeoutSeconds') ?? DEFAULT_SECONDS) || DEFAULT_SECONDS;
  const stop = (): void => {
    unsubscribe();
    clearInterval(bookmarks);
    clearTimeout(limit);
  };
  const limit = setTimeout(() => {
    stop();
    response.end();
  }, seconds * 1000);
  response.once('close', stop);
  request.once('aborted', stop);
}

/** An object that comes to match appears, one that no longer matches is gone: to this watch. */
function seenAs(
  { type, object, previous }: Change,
  wanted: (object: KubeObject) => boolean,
): { readonly type: string; readonly object: KubeObject } | null {
  const before = previous !== null && wanted(previous);
  const now = type !== 'DELETED' && wanted(object);
  if (now) return { type: before ? 'MODIFIED' : 'ADDED', object };
  return before ? { type: 'DELETED', object } : null;
}
