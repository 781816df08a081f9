/** A Service asked by way of the API server: for what lives inside a cluster and has no address outside. */
import { z } from 'zod';
import type { ClusterAnswer, ProxyQuestion, ProxyReply } from '../../engine/cluster.ts';
import { refused } from './answers.ts';
import { readStart } from './body.ts';
import { unreachableWords } from './error-words.ts';
import type { Transport } from './transport.ts';

const LIMIT = 1024 * 1024;
/** How the API server says no itself; what the Service says comes through as it is. */
const own = z.object({
  kind: z.literal('Status'),
  apiVersion: z.literal('v1'),
  status: z.literal('Failure'),
});

/**
 * GET without a login: the API server keeps ours to itself. `not-found`: no such Service. `unreachable`: also
 * where the Service has no endpoints or does not answer, in the API server's words.
 */
export async function readProxy(
  transport: Transport,
  { namespace, service, port, path, timeoutMs }: ProxyQuestion,
): Promise<ClusterAnswer<ProxyReply>> {
  const [way = '', ...queries] = path.split('?');
  const query = Object.fromEntries(new URLSearchParams(queries.join('?')));
  const target = `${encodeURIComponent(service)}:${encodeURIComponent(port)}`;
  const at = `/api/v1/namespaces/${encodeURIComponent(namespace)}/services/${target}/proxy${safely(way)}`;
  const ending = await transport.open({
    method: 'GET',
    path: at,
    query,
    again: 'never',
    ...(timeoutMs ? { timeoutMs } : {}),
  });
  if (ending.ended === 'unreachable') return ending;
  const { server, status, body } = ending;
  try {
    const { text, truncated, json } = await readStart(body, LIMIT);
    if (status >= 400 && own.safeParse(json).success) return refused(server, status, json);
    return { ended: 'found', value: { status, body: text, truncated } };
  } catch (error) {
    return { ended: 'unreachable', says: unreachableWords(server, error) };
  }
}

/** A path that stays below the proxy: `..` would lead to another resource. Throws. */
function safely(path: string): string {
  const leads = path.split('/').some((step) => /^(?:\.|%2e){1,2}$/i.test(step));
  if (leads || !path.startsWith('/'))
    throw new Error(`a proxied path must be absolute and without dots: ${path}`);
  return path;
}
