/** The cluster's memory: objects by resource, one growing revision, and the log that watches read. */
import { randomUUID } from 'node:crypto';
import { type KubeObject, same, timestamp } from './objects.ts';

export interface Change {
  readonly revision: number;
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly resource: string;
  readonly object: KubeObject;
  /** The object before a change or deletion. */
  readonly previous: KubeObject | null;
}

export interface Store {
  /** In the order of namespace, then name. */
  list<T extends KubeObject = KubeObject>(resource: string, namespace?: string): readonly T[];
  get<T extends KubeObject = KubeObject>(resource: string, namespace: string, name: string): T | undefined;
  /** Adds a new object, giving it uid, creation time and revision. The caller has made sure it is new. */
  add<T extends KubeObject>(resource: string, object: T): T;
  /** Replaces an object; a change of `spec` counts up the generation, no change at all writes nothing. */
  replace<T extends KubeObject>(resource: string, object: T): T;
  /** Takes an object out. */
  remove(resource: string, namespace: string, name: string): void;
  readonly revision: number;
  /** Changes after a revision, or null when the log does not reach back that far. */
  since(revision: number): readonly Change[] | null;
  onChange(listener: (change: Change) => void): () => void;
  /** Forgets the log, so that older watches get 410. */
  compact(): void;
}

const FIRST_REVISION = 1000;

/** An empty store whose log keeps the latest `history` changes. */
export function createStore(history = 5000): Store {
  const shelves = new Map<string, Map<string, KubeObject>>();
  const listeners = new Set<(change: Change) => void>();
  let log: Change[] = [];
  let revision = FIRST_REVISION;
  let floor = FIRST_REVISION;

  const shelf = (resource: string): Map<string, KubeObject> => {
    const found = shelves.get(resource) ?? new Map<string, KubeObject>();
    shelves.set(resource, found);
    return found;
  };
  /** By key; sorted once between two changes, since a large list is asked for page by page. */
  const sorted = new Map<string, readonly KubeObject[]>();
  const inOrder = (resource: string): readonly KubeObject[] => {
    const known = sorted.get(resource);
    if (known) return known;
    const entries = [...shelf(resource).entries()].sort(([a], [b]) => (a < b ? -1 : 1));
    const all = entries.map(([, object]) => object);
    sorted.set(resource, all);
    return all;
  };
  const record = (
    type: Change['type'],
    resource: string,
    object: KubeObject,
    previous: KubeObject | null,
  ): void => {
    const change = { revision, type, resource, object, previous };
    log.push(change);
    if (log.length > history) {
      floor = log[log.length - history - 1]?.revision ?? floor;
      log = log.slice(-history);
    }
    for (const listener of [...listeners]) listener(change);
  };
  const write = <T extends KubeObject>(resource: string, object: T, previous: KubeObject | null): T => {
    revision += 1;
    const copy = structuredClone(object);
    const kept = { ...copy, metadata: { ...copy.metadata, resourceVersion: String(revision) } };
    shelf(resource).set(keyOf(object), kept);
    sorted.delete(resource);
    record(previous ? 'MODIFIED' : 'ADDED', resource, kept, previous);
    return kept;
  };

  return {
    // The store hands out what was put in under the same resource; its readers know that resource's shape.
    list: <T extends KubeObject>(resource: string, namespace?: string) =>
      inOrder(resource)
        .filter((object) => namespace === undefined || object.metadata.namespace === namespace)
        .map((object) => object as T),
    get: <T extends KubeObject>(resource: string, namespace: string, name: string) =>
      shelf(resource).get(`${namespace}/${name}`) as T | undefined,
    add: (resource, object) => {
      const metadata = {
        ...object.metadata,
        uid: randomUUID(),
        creationTimestamp: object.metadata.creationTimestamp ?? timestamp(),
        generation: 1,
      };
      return write(resource, { ...object, metadata }, null);
    },
    replace: (resource, object) => {
      const previous = shelf(resource).get(keyOf(object));
      if (!previous) return object;
      const { uid, creationTimestamp, generation = 1, resourceVersion } = previous.metadata;
      const metadata = { ...object.metadata, uid, creationTimestamp, generation, resourceVersion };
      const next = { ...object, metadata };
      if (same(previous, next)) return next as typeof object;
      if (!same(previous.spec, next.spec)) metadata.generation = generation + 1;
      return write(resource, next as typeof object, previous);
    },
    remove: (resource, namespace, name) => {
      const object = shelf(resource).get(`${namespace}/${name}`);
      if (!object) return;
      shelf(resource).delete(`${namespace}/${name}`);
      sorted.delete(resource);
      revision += 1;
      const last = { ...object, metadata: { ...object.metadata, resourceVersion: String(revision) } };
      record('DELETED', resource, last, object);
    },
    get revision() {
      return revision;
    },
    since: (from) => (from < floor ? null : log.filter((change) => change.revision > from)),
    onChange: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    compact: () => {
      log = [];
      floor = revision;
    },
  };
}

function keyOf(object: KubeObject): string {
  return `${object.metadata.namespace ?? ''}/${object.metadata.name}`;
}
