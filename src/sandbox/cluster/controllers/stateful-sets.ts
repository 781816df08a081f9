/** StatefulSets: pods by ordinal, made side by side; an outdated pod goes when it does not serve or the rest does. */
import type { Pod, Workload } from '../objects.ts';
import { type Controller, type Desk, hasEnded, isOwnedBy, isReady, setStatus } from './controller.ts';
import { createPod, deletePod, templateHash } from './pods.ts';
import { keepRevision } from './revisions.ts';

const RESOURCE = 'statefulsets.apps';
const COMPONENT = 'statefulset-controller';
const REVISION = 'controller-revision-hash';

export const statefulSets: Controller = (desk) => {
  for (const set of desk.store.list<Workload>(RESOURCE)) keep(desk, set);
};

function podsOf({ store }: Desk, set: Workload): readonly Pod[] {
  return store.list<Pod>('pods', set.metadata.namespace).filter((pod) => isOwnedBy(pod, set));
}

function ordinal(pod: Pod): number {
  return Number(pod.metadata.name.slice(pod.metadata.name.lastIndexOf('-') + 1));
}

function keep(desk: Desk, set: Workload): void {
  const wanted = set.spec.replicas ?? 1;
  const hash = templateHash(set.spec.template);
  const revision = `${set.metadata.name}-${hash}`;
  if (!set.metadata.deletionTimestamp) keepRevision(desk, set, hash);
  const pods = podsOf(desk, set);
  for (let index = 0; index < wanted; index += 1) {
    // A pod on its way out still holds its name.
    if (!pods.some((pod) => ordinal(pod) === index)) createOrdinal(desk, set, index, revision);
  }
  const staying = pods.filter((pod) => !pod.metadata.deletionTimestamp);
  const surplus = staying.filter((pod) => ordinal(pod) >= wanted || hasEnded(pod));
  for (const pod of surplus) deletePod(desk, pod, set, COMPONENT);
  renew(
    desk,
    set,
    staying.filter((pod) => !surplus.includes(pod)),
    revision,
  );
  report(desk, set, revision);
}

function createOrdinal(desk: Desk, set: Workload, index: number, revision: string): void {
  const name = `${set.metadata.name}-${index}`;
  const labels = {
    'statefulset.kubernetes.io/pod-name': name,
    'apps.kubernetes.io/pod-index': String(index),
    [REVISION]: revision,
  };
  const template = {
    ...set.spec.template,
    spec: { ...set.spec.template.spec, hostname: name, subdomain: set.spec.serviceName },
  };
  createPod(desk, { owner: set, template, name, labels, component: COMPONENT });
}

function renew(desk: Desk, set: Workload, pods: readonly Pod[], revision: string): void {
  if ((set.spec['updateStrategy'] as { type?: string } | undefined)?.type === 'OnDelete') return;
  const outdated = pods.filter((pod) => pod.metadata.labels?.[REVISION] !== revision);
  const allReady = pods.length === (set.spec.replicas ?? 1) && pods.every(isReady);
  const healthyNext = allReady ? outdated.toSorted((a, b) => ordinal(b) - ordinal(a)).slice(0, 1) : [];
  for (const pod of [...outdated.filter((one) => !isReady(one)), ...healthyNext])
    deletePod(desk, pod, set, COMPONENT);
}

function report(desk: Desk, set: Workload, revision: string): void {
  const pods = podsOf(desk, set).filter((pod) => !pod.metadata.deletionTimestamp);
  const ready = pods.filter(isReady).length;
  setStatus(desk, RESOURCE, set, {
    observedGeneration: set.metadata.generation,
    replicas: pods.length,
    readyReplicas: ready,
    availableReplicas: ready,
    currentReplicas: pods.length,
    updatedReplicas: pods.filter((pod) => pod.metadata.labels?.[REVISION] === revision).length,
    updateRevision: revision,
  });
}
