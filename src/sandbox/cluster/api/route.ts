/** Finds the handler of a request, once the caller is known and allowed. */
import { demand } from '../access.ts';
import { noSuchPath, StatusError } from '../status.ts';
import type { LogSource, ServiceHandlers } from '../world.ts';
import { type Call, type ResourceCall, sendJson } from './call.ts';
import { discover } from './discovery.ts';
import { evict } from './eviction.ts';
import { readLog } from './log.ts';
import { patch } from './patch.ts';
import { parsePath, type ResourcePath } from './path.ts';
import { proxyService } from './proxy.ts';
import { readList, readOne } from './read.ts';
import { review } from './review.ts';
import { readScale, writeScale } from './scale.ts';
import { watch } from './watch.ts';
import { create, deleteMany, deleteOne, update } from './write.ts';

const REVIEW = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';

/** What lies behind pods and services, by data. */
export interface Behind {
  readonly logs: LogSource;
  readonly services: ServiceHandlers;
}

export function route(call: Call, pathname: string, behind: Behind): void | Promise<void> {
  if (['/healthz', '/livez', '/readyz'].includes(pathname)) return void call.response.end('ok');
  if (pathname === REVIEW && call.request.method === 'POST') return void review(call);
  const document = call.request.method === 'GET' ? discover(pathname, call.world.catalog) : null;
  if (document !== null) return void sendJson(call.response, 200, document);
  const path = parsePath(pathname);
  const resource = path && call.world.catalog.find(path.group, path.version, path.plural);
  if (!path || !resource) throw noSuchPath();
  if (path.subresource !== '' && !resource.subresources.includes(path.subresource)) throw noSuchPath();
  // A namespace's own rights are asked inside itself, as RBAC does.
  const namespace = path.plural === 'namespaces' ? path.name : path.namespace;
  const verb = verbOf(call, path);
  const asked = path.subresource === '' ? path.plural : `${path.plural}/${path.subresource}`;
  demand(call.identity, { verb, group: path.group, resource: asked, namespace, name: path.name });
  return handle({ ...call, path, resource }, verb, behind);
}

function verbOf({ request, query }: Call, path: ResourcePath): string {
  const watching = query.get('watch') === 'true' || query.get('watch') === '1';
  const many = path.name === '';
  switch (request.method) {
    case 'GET':
      return watching ? 'watch' : many ? 'list' : 'get';
    case 'POST':
      return 'create';
    case 'PUT':
      return 'update';
    case 'PATCH':
      return 'patch';
    case 'DELETE':
      return many ? 'deletecollection' : 'delete';
    default:
      throw new StatusError(
        'MethodNotAllowed',
        'the server does not allow this method on the requested resource',
      );
  }
}

const VERBS: Readonly<Record<string, (call: ResourceCall) => void>> = {
  get: readOne,
  list: readList,
  watch,
  create,
  update,
  patch,
  delete: deleteOne,
  deletecollection: deleteMany,
};

function handle(call: ResourceCall, verb: string, { logs, services }: Behind): void | Promise<void> {
  const { subresource } = call.path;
  if (subresource === 'log') return readLog(call, logs);
  if (subresource === 'proxy') return proxyService(call, services);
  if (subresource === 'eviction') return void evict(call);
  if (subresource === 'scale') return void (verb === 'get' ? readScale(call) : writeScale(call));
  const act = VERBS[verb];
  if (!act || (verb === 'create' && call.path.name !== ''))
    throw new StatusError(
      'MethodNotAllowed',
      'the server does not allow this method on the requested resource',
    );
  act(call);
}
