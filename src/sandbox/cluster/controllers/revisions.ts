/** ControllerRevisions: what a StatefulSet or DaemonSet keeps of its templates, the newest with the highest number. */
import type { KubeObject, Workload } from '../objects.ts';
import { type Desk, isOwnedBy, ownerOf } from './controller.ts';

const RESOURCE = 'controllerrevisions.apps';
const HASH = 'controller.kubernetes.io/hash';
const CHANGE_CAUSE = 'kubernetes.io/change-cause';

/** Makes the revision of the set's template; one that is there already becomes the newest, as after an undo. */
export function keepRevision(desk: Desk, set: Workload, hash: string): void {
  const { store, writer, catalog } = desk;
  const namespace = set.metadata.namespace ?? '';
  const own = store.list(RESOURCE, namespace).filter((one) => isOwnedBy(one, set));
  const newest = Math.max(0, ...own.map((one) => Number(one['revision'])));
  const found = own.find((one) => one.metadata.labels?.[HASH] === hash);
  if (found && found['revision'] === newest) return;
  if (found) return void store.replace(RESOURCE, { ...found, revision: newest + 1 });
  const revision: KubeObject = {
    metadata: {
      name: `${set.metadata.name}-${hash}`,
      labels: { ...set.spec.template.metadata?.labels, [HASH]: hash },
      annotations: changeCauseOf(set),
      ownerReferences: [ownerOf(set)],
    },
    data: { spec: { template: { ...set.spec.template, $patch: 'replace' } } },
    revision: newest + 1,
  };
  writer.create(catalog.byId(RESOURCE), namespace, revision);
}

/** The workload's own word for its last change goes with each revision. */
export function changeCauseOf({ metadata }: KubeObject): Readonly<Record<string, string>> {
  const cause = metadata.annotations?.[CHANGE_CAUSE];
  return cause === undefined ? {} : { [CHANGE_CAUSE]: cause };
}
