/** What is served now: the built-in resources and those of the CustomResourceDefinitions in the store. */
import type { KubeObject } from './objects.ts';
import { apiVersionOf, builtIn, fromDefinition, type Resource, splitGroupVersion } from './resources.ts';
import { StatusError } from './status.ts';
import type { Store } from './store.ts';

export interface Catalog {
  all(): readonly Resource[];
  find(group: string, version: string, plural: string): Resource | undefined;
  /** Of a built-in resource known to exist, by its id. */
  byId(id: string): Resource;
  /** Of an object, by its apiVersion and kind. Throws the API server's 404 words. */
  ofObject(object: KubeObject): Resource;
}

export function createCatalog(store: Store): Catalog {
  const fixed = builtIn();
  const all = (): readonly Resource[] => [
    ...fixed,
    ...store.list('customresourcedefinitions.apiextensions.k8s.io').flatMap(fromDefinition),
  ];
  return {
    all,
    find: (group, version, plural) =>
      all().find((one) => one.group === group && one.version === version && one.plural === plural),
    byId: (id) => {
      const found = all().find((one) => one.id === id);
      if (!found) throw new Error(`the sandbox cluster serves no resource ${id}`);
      return found;
    },
    ofObject: (object) => {
      const { group, version } = splitGroupVersion(object.apiVersion ?? '');
      const found = all().find(
        (one) => one.kind === object.kind && one.group === group && one.version === version,
      );
      if (!found)
        throw new StatusError(
          'NotFound',
          `no matches for kind "${object.kind}" in version "${object.apiVersion}"`,
        );
      return found;
    },
  };
}

/** The object as the API gives it: with its kind and version first. */
export function typed<T extends KubeObject>(resource: Resource, object: T): T {
  return { ...object, apiVersion: apiVersionOf(resource), kind: resource.kind };
}
