/** ReplicaSets keep their number of pods. */
import type { Workload } from '../objects.ts';
import { activePods, type Controller, type Desk, isReady, setStatus } from './controller.ts';
import { createPod, deletePod } from './pods.ts';

const RESOURCE = 'replicasets.apps';
const COMPONENT = 'replicaset-controller';

export const replicaSets: Controller = (desk) => {
  for (const set of desk.store.list<Workload>(RESOURCE)) keep(desk, set);
};

function keep(desk: Desk, set: Workload): void {
  const pods = activePods(desk, set);
  const wanted = set.spec.replicas ?? 1;
  for (let missing = wanted - pods.length; missing > 0; missing -= 1)
    createPod(desk, { owner: set, template: set.spec.template, component: COMPONENT });
  // Those that do not serve go first.
  const surplus = pods.toSorted((a, b) => Number(isReady(a)) - Number(isReady(b)));
  for (const pod of surplus.slice(0, Math.max(0, pods.length - wanted))) deletePod(desk, pod, set, COMPONENT);

  const now = activePods(desk, set);
  const ready = now.filter(isReady).length;
  setStatus(desk, RESOURCE, set, {
    replicas: now.length,
    fullyLabeledReplicas: now.length,
    readyReplicas: ready,
    availableReplicas: ready,
    observedGeneration: set.metadata.generation,
  });
}
