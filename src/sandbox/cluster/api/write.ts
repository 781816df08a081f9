/** Create, update and delete through the API. */
import type { KubeObject } from '../objects.ts';
import { badRequest } from '../status.ts';
import type { DeleteMode, Propagation } from '../writer.ts';
import { bodyObject, isDryRun, type ResourceCall, sendJson } from './call.ts';
import { selection } from './read.ts';

export function create(call: ResourceCall): void {
  const { world, resource, path, query } = call;
  const object = asObject(call);
  const made = world.writer.create(resource, path.namespace, object, { dryRun: isDryRun(query) });
  sendJson(call.response, 201, made);
}

export function update(call: ResourceCall): void {
  const { world, resource, path, query } = call;
  const object = asObject(call);
  if (object.metadata.name !== path.name)
    throw badRequest(
      `the name of the object (${object.metadata.name}) does not match the name on the URL (${path.name})`,
    );
  const located = resource.namespaced
    ? { ...object, metadata: { ...object.metadata, namespace: path.namespace } }
    : object;
  const mode = { dryRun: isDryRun(query), subresource: path.subresource || undefined };
  sendJson(call.response, 200, world.writer.update(resource, located, mode));
}

function asObject(call: ResourceCall): KubeObject {
  const { resource, path } = call;
  const given = bodyObject(call);
  const metadata = (given['metadata'] ?? {}) as KubeObject['metadata'];
  if (given['kind'] !== undefined && given['kind'] !== resource.kind)
    throw badRequest(
      `the API version in the data (${given['apiVersion']}) does not match the expected API version, or ${given['kind']} is not ${resource.kind}`,
    );
  if (resource.namespaced && metadata.namespace && metadata.namespace !== path.namespace)
    throw badRequest('the namespace of the provided object does not match the namespace sent on the request');
  return { ...given, metadata };
}

interface DeleteOptions {
  readonly gracePeriodSeconds?: number;
  readonly propagationPolicy?: Propagation;
  readonly orphanDependents?: boolean;
  readonly preconditions?: { readonly uid?: string };
  readonly dryRun?: string[];
}

function deleteMode({ query, body, resource }: ResourceCall): DeleteMode {
  const options: DeleteOptions = body.trim() === '' ? {} : bodyObject({ body });
  const grace = query.get('gracePeriodSeconds') ?? options.gracePeriodSeconds;
  return {
    dryRun: isDryRun(query, options),
    gracePeriodSeconds: grace === undefined ? undefined : Number(grace),
    propagation:
      (query.get('propagationPolicy') as Propagation | null) ??
      options.propagationPolicy ??
      // Of old, and for whoever says nothing, what a Job owns stays (registry/batch/job/strategy.go).
      (options.orphanDependents || resource.id === 'jobs.batch' ? 'Orphan' : undefined),
    uid: options.preconditions?.uid,
  };
}

export function deleteOne(call: ResourceCall): void {
  const { world, resource, path, response } = call;
  const mode = deleteMode(call);
  const object = world.writer.delete(resource, path.namespace, path.name, mode);
  const gone = !world.store.get(resource.id, path.namespace, path.name);
  // Pods and services answer with the object; the others with a Status once they are gone.
  if (!gone || mode.dryRun || ['pods', 'services', 'serviceaccounts'].includes(resource.id))
    return void sendJson(response, 200, object);
  const details = {
    name: path.name,
    group: resource.group || undefined,
    kind: resource.plural,
    uid: object.metadata.uid,
  };
  sendJson(response, 200, { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', details });
}

export function deleteMany(call: ResourceCall): void {
  const { world, resource, response } = call;
  const mode = deleteMode(call);
  const chosen = world.store.list(resource.id).filter(selection(call));
  const items = chosen.map((object) =>
    world.writer.delete(resource, object.metadata.namespace ?? '', object.metadata.name, mode),
  );
  sendJson(response, 200, { kind: `${resource.kind}List`, apiVersion: 'v1', metadata: {}, items });
}
