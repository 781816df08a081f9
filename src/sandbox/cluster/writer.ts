/** Every write that goes through admission and validation: the API's, the controllers' and the sandbox's own. */
import { randomBytes } from 'node:crypto';
import { secretDefaults, withDefaults } from './admission/defaults.ts';
import { validateChange, validateNew } from './admission/validation.ts';
import type { Catalog } from './catalog.ts';
import { typed } from './catalog.ts';
import { type KubeObject, same, timestamp } from './objects.ts';
import type { Resource } from './resources.ts';
import { alreadyExists, badRequest, conflict, notFound } from './status.ts';
import type { Store } from './store.ts';

export type Propagation = 'Background' | 'Foreground' | 'Orphan';

export interface WriteMode {
  readonly dryRun?: boolean;
  /** `status`, `ephemeralcontainers`: which part of the object this write is about. */
  readonly subresource?: string | undefined;
}

export interface DeleteMode extends WriteMode {
  readonly gracePeriodSeconds?: number | undefined;
  readonly propagation?: Propagation | undefined;
  readonly uid?: string | undefined;
}

export interface Writer {
  create(resource: Resource, namespace: string, object: KubeObject, mode?: WriteMode): KubeObject;
  update(resource: Resource, object: KubeObject, mode?: WriteMode): KubeObject;
  delete(resource: Resource, namespace: string, name: string, mode?: DeleteMode): KubeObject;
  get(resource: Resource, namespace: string, name: string): KubeObject;
}

/** Letters and digits of generated names: no vowels, so that no words come out. */
const ALPHABET = 'bcdfghjklmnpqrstvwxz2456789';

export function randomSuffix(length = 5): string {
  return [...randomBytes(length)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');
}

export function createWriter(store: Store, catalog: Catalog): Writer {
  const get = (resource: Resource, namespace: string, name: string): KubeObject => {
    const found = store.get(resource.id, namespace, name);
    if (!found) throw notFound(resource, name);
    return found;
  };
  return {
    get,
    create: (resource, namespace, given, { dryRun } = {}) => {
      const named = nameFor(given, resource.namespaced ? namespace : '');
      if (resource.namespaced && !store.get('namespaces', '', namespace))
        throw notFound(catalog.byId('namespaces'), namespace);
      validateNew(resource, named);
      if (store.get(resource.id, namespaceOf(named), named.metadata.name))
        throw alreadyExists(resource, named.metadata.name);
      const object = withDefaults(resource, typed(resource, named), store);
      return dryRun ? object : store.add(resource.id, object);
    },
    update: (resource, given, { dryRun, subresource } = {}) => {
      const current = get(resource, namespaceOf(given), given.metadata.name);
      const { resourceVersion, uid } = given.metadata;
      if (resourceVersion && resourceVersion !== current.metadata.resourceVersion)
        throw conflict(resource, current.metadata.name);
      if (uid && uid !== current.metadata.uid)
        throw conflict(
          resource,
          current.metadata.name,
          `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${current.metadata.uid}`,
        );
      const part = partOf(current, given, subresource);
      const next = typed(resource, resource.id === 'secrets' ? secretDefaults(part) : part);
      if (!subresource) validateChange(resource, current, next);
      if (dryRun) return next;
      const kept = store.replace(resource.id, next);
      if (kept.metadata.deletionTimestamp && !kept.metadata.finalizers?.length && resource.id !== 'pods')
        store.remove(resource.id, namespaceOf(kept), kept.metadata.name);
      return kept;
    },
    delete: (resource, namespace, name, mode = {}) => {
      const object = get(resource, namespace, name);
      if (mode.uid && mode.uid !== object.metadata.uid)
        throw conflict(
          resource,
          name,
          `Precondition failed: UID in precondition: ${mode.uid}, UID in object meta: ${object.metadata.uid}`,
        );
      if (mode.dryRun) return object;
      if (mode.propagation === 'Orphan') orphan(store, catalog, object);
      return remove(store, resource, object, mode.gracePeriodSeconds);
    },
  };
}

/** A pod that runs on a node is only marked: its kubelet takes it away. So is whatever has finalizers. */
function remove(store: Store, resource: Resource, object: KubeObject, grace = 30): KubeObject {
  const bound = resource.id === 'pods' && Boolean(object.spec?.['nodeName']) && grace > 0;
  if (!bound && !object.metadata.finalizers?.length) {
    store.remove(resource.id, namespaceOf(object), object.metadata.name);
    return object;
  }
  const deletionTimestamp =
    object.metadata.deletionTimestamp ?? timestamp(new Date(Date.now() + grace * 1000));
  const metadata = { ...object.metadata, deletionTimestamp, deletionGracePeriodSeconds: grace };
  return store.replace(resource.id, { ...object, metadata });
}

function orphan(store: Store, catalog: Catalog, owner: KubeObject): void {
  for (const resource of catalog.all()) {
    for (const object of store.list(resource.id)) {
      const owners = object.metadata.ownerReferences ?? [];
      const ownerReferences = owners.filter((reference) => reference.uid !== owner.metadata.uid);
      if (ownerReferences.length < owners.length)
        store.replace(resource.id, { ...object, metadata: { ...object.metadata, ownerReferences } });
    }
  }
}

function nameFor(object: KubeObject, namespace: string): KubeObject {
  const { generateName, ...metadata } = object.metadata ?? { name: '' };
  if (metadata.resourceVersion)
    throw badRequest('resourceVersion should not be set on objects to be created');
  const name = metadata.name || (generateName ? `${generateName}${randomSuffix()}` : '');
  return {
    ...object,
    metadata: {
      ...metadata,
      name,
      ...(namespace === '' ? {} : { namespace }),
      ...(generateName ? { generateName } : {}),
    },
  };
}

function namespaceOf(object: KubeObject): string {
  return object.metadata.namespace ?? '';
}

/** `status` writes only status, everything else never does. */
function partOf(current: KubeObject, given: KubeObject, subresource: string | undefined): KubeObject {
  if (subresource === 'status') return { ...current, status: given.status ?? {} };
  if (subresource === 'ephemeralcontainers')
    return {
      ...current,
      spec: { ...current.spec, ephemeralContainers: given.spec?.['ephemeralContainers'] },
    };
  const { status: _, ...rest } = given;
  const keepsMeta = same(current.metadata.deletionTimestamp, given.metadata.deletionTimestamp)
    ? given.metadata
    : { ...given.metadata, deletionTimestamp: current.metadata.deletionTimestamp };
  const metadata = Object.fromEntries(Object.entries(keepsMeta).filter(([, value]) => value !== undefined));
  return {
    ...rest,
    metadata: metadata as unknown as KubeObject['metadata'],
    ...(current.status === undefined ? {} : { status: current.status }),
  };
}
