/** Eviction, which only pods can be asked. */
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
