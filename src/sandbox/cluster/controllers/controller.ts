/** What every controller gets, and what it may say. */

import type { Recorder } from '../events.ts';
import type { KubeObject, OwnerReference, Pod } from '../objects.ts';
import type { World } from '../world.ts';

export interface Desk extends World {
  readonly recorder: Recorder;
  /** Everything is looked at again after this time, milliseconds; never for what is without end. */
  again(ms: number): void;
}

/** Brings the cluster one step nearer to what its objects ask for; runs again after every change. */
export type Controller = (desk: Desk) => void;

export function ownerOf(object: KubeObject): OwnerReference {
  return {
    apiVersion: object.apiVersion ?? 'v1',
    kind: object.kind ?? '',
    name: object.metadata.name,
    uid: object.metadata.uid ?? '',
    controller: true,
    blockOwnerDeletion: true,
  };
}

export function isOwnedBy(object: KubeObject, owner: KubeObject): boolean {
  return (object.metadata.ownerReferences ?? []).some(
    (reference) => reference.controller === true && reference.uid === owner.metadata.uid,
  );
}

/** Pods of an owner that still count: not on their way out, not ended. */
export function activePods({ store }: Desk, owner: KubeObject): readonly Pod[] {
  return store
    .list<Pod>('pods', owner.metadata.namespace)
    .filter((pod) => isOwnedBy(pod, owner) && !pod.metadata.deletionTimestamp && !hasEnded(pod));
}

export function hasEnded(pod: Pod): boolean {
  return pod.status?.phase === 'Succeeded' || pod.status?.phase === 'Failed';
}

export function isReady(pod: Pod): boolean {
  return (pod.status?.conditions ?? []).some(({ type, status }) => type === 'Ready' && status === 'True');
}

/** Writes a status when it differs. */
export function setStatus(
  { store }: Desk,
  resource: string,
  object: KubeObject,
  status: KubeObject['status'],
): void {
  const current = store.get(resource, object.metadata.namespace ?? '', object.metadata.name);
  if (current && status) store.replace(resource, { ...current, status });
}
