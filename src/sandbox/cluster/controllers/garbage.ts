/** Takes away what lost its owners or its namespace. */
import type { Controller } from './controller.ts';

export const garbage: Controller = ({ store, catalog, writer }) => {
  const resources = new Map(catalog.all().map((resource) => [resource.id, resource]));
  const live = new Set(
    [...resources.keys()].flatMap((id) => store.list(id).map(({ metadata }) => metadata.uid)),
  );
  for (const resource of resources.values()) {
    for (const { metadata } of store.list(resource.id)) {
      const namespace = metadata.namespace ?? '';
      if (resource.namespaced && !store.get('namespaces', '', namespace)) {
        store.remove(resource.id, namespace, metadata.name);
        continue;
      }
      const owners = metadata.ownerReferences ?? [];
      const orphaned = owners.length > 0 && owners.every(({ uid }) => !live.has(uid));
      if (orphaned && !metadata.deletionTimestamp) writer.delete(resource, namespace, metadata.name);
    }
  }
};
