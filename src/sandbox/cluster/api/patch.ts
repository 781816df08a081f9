/** The four patch types. */
import type { KubeObject } from '../objects.ts';
import { serverSideApply } from '../patch/apply.ts';
import { jsonPatch } from '../patch/json-patch.ts';
import { mergePatch } from '../patch/merge-patch.ts';
import { strategicMerge } from '../patch/strategic.ts';
import { badRequest, StatusError } from '../status.ts';
import { bodyObject, bodyValue, isDryRun, type ResourceCall, sendJson } from './call.ts';

const TYPES = [
  'application/json-patch+json',
  'application/merge-patch+json',
  'application/strategic-merge-patch+json',
  'application/apply-patch+yaml',
] as const;
type PatchType = (typeof TYPES)[number];

export function patch(call: ResourceCall): void {
  const { world, resource, path, query } = call;
  const type = patchType(call);
  if (type === 'application/apply-patch+yaml') return void apply(call);
  const current = world.writer.get(resource, path.namespace, path.name);
  const next = patched(current, call, type);
  const { namespace, name } = current.metadata;
  if (next.metadata?.name !== name || next.metadata.namespace !== namespace)
    throw badRequest('the name or the namespace of an object cannot be patched');
  const mode = { dryRun: isDryRun(query), subresource: path.subresource || undefined };
  sendJson(call.response, 200, world.writer.update(resource, next, mode));
}

function patched(current: KubeObject, call: ResourceCall, type: PatchType): KubeObject {
  if (type === 'application/json-patch+json') return jsonPatch(current, bodyValue(call)) as KubeObject;
  if (type === 'application/merge-patch+json') return mergePatch(current, bodyObject(call)) as KubeObject;
  return strategicMerge(current, bodyObject(call)) as KubeObject;
}

function patchType({ request, resource }: ResourceCall): PatchType {
  const given = (request.headers['content-type'] ?? '').split(';')[0]?.trim();
  const supported = resource.custom ? TYPES.filter((type) => !type.includes('strategic')) : TYPES;
  const type = supported.find((one) => one === given);
  if (!type)
    throw new StatusError(
      'UnsupportedMediaType',
      `the body of the request was in an unknown format - accepted media types include: ${supported.join(', ')}`,
    );
  return type;
}

function apply(call: ResourceCall): void {
  const { world, resource, path, query } = call;
  const manager = query.get('fieldManager');
  if (!manager)
    throw new StatusError(
      'Invalid',
      'PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value: is required for apply patch',
    );
  const given = bodyObject(call) as KubeObject;
  const metadata = {
    ...given.metadata,
    name: path.name,
    ...(path.namespace ? { namespace: path.namespace } : {}),
  };
  const applied = { ...given, metadata };
  const mode = { dryRun: isDryRun(query), subresource: path.subresource || undefined };
  const current = world.store.get(resource.id, path.namespace, path.name);
  if (!current) {
    const fresh = serverSideApply({ metadata: { name: path.name } }, applied, manager);
    return void sendJson(call.response, 201, world.writer.create(resource, path.namespace, fresh, mode));
  }
  sendJson(
    call.response,
    200,
    world.writer.update(resource, serverSideApply(current, applied, manager), mode),
  );
}
