/** `services/{name}:{port}/proxy/{path}`: the API server hands a request on to what is behind a Service. */
import { notFound, StatusError } from '../status.ts';
import type { ServiceHandlers } from '../world.ts';
import type { ResourceCall } from './call.ts';

/** Throws the API server's own 404 and 503; whatever the Service says comes through, a 500 too. */
export async function proxyService(call: ResourceCall, handlers: ServiceHandlers): Promise<void> {
  const { world, resource, path, query, request, response, body } = call;
  const { name, port } = target(path.name);
  const service = world.store.get(resource.id, path.namespace, name);
  if (!service) throw notFound(resource, name);
  const number = portOf(service.spec?.['ports'], port);
  const handler = handlers.get(`${path.namespace}/${name}:${number}`);
  if (!handler) throw unavailable(`no endpoints available for service "${path.name}"`);
  const question = { method: request.method ?? 'GET', path: `/${path.rest.join('/')}`, query, body };
  const reply = await Promise.resolve(question)
    .then(handler)
    .catch((error: unknown) => {
      const says = error instanceof Error ? error.message : String(error);
      throw unavailable(`error trying to reach service: ${says}`);
    });
  response.writeHead(reply.status, { 'content-type': reply.type ?? 'application/json' });
  response.end(reply.body);
}

/** `harbor-core`, `harbor-core:80`, `https:harbor-core:443`. */
function target(text: string): { readonly name: string; readonly port: string } {
  const parts = text.split(':');
  const [name = '', port = ''] = parts.length === 3 ? parts.slice(1) : parts;
  return { name, port };
}

/** The number behind a port's name, or the only port there is. */
function portOf(ports: unknown, asked: string): string {
  if (/^\d+$/.test(asked)) return asked;
  const list = (ports ?? []) as readonly { readonly name?: string; readonly port: number }[];
  const found = asked === '' ? list[0] : list.find(({ name }) => name === asked);
  return found ? String(found.port) : asked;
}

function unavailable(message: string): StatusError {
  return new StatusError('ServiceUnavailable', message);
}
