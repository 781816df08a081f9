/** Deployments own one ReplicaSet per template and move pods from the old ones to the new. */
import { type KubeObject, timestamp, type Workload } from '../objects.ts';
import { type Controller, type Desk, isOwnedBy, ownerOf, setStatus } from './controller.ts';
import { templateHash } from './pods.ts';
import { changeCauseOf } from './revisions.ts';

const RESOURCE = 'deployments.apps';
const SETS = 'replicasets.apps';
const REVISION = 'deployment.kubernetes.io/revision';
const HASH = 'pod-template-hash';

export const deployments: Controller = (desk) => {
  for (const deployment of desk.store.list<Workload>(RESOURCE)) {
    if (deployment.metadata.deletionTimestamp) continue;
    if (!deployment.spec.paused) roll(desk, deployment);
    report(desk, deployment);
  }
};

function setsOf({ store }: Desk, deployment: Workload): readonly Workload[] {
  return store
    .list<Workload>(SETS, deployment.metadata.namespace)
    .filter((set) => isOwnedBy(set, deployment));
}

function roll(desk: Desk, deployment: Workload): void {
  const hash = templateHash(deployment.spec.template);
  const fresh = currentSet(desk, deployment, hash);
  const old = setsOf(desk, deployment).filter((set) => set.metadata.uid !== fresh.metadata.uid);
  const wanted = deployment.spec.replicas ?? 1;
  if (deployment.spec.strategy?.type === 'Recreate')
    return void recreate(desk, deployment, fresh, old, wanted);

  const rolling = deployment.spec.strategy?.rollingUpdate;
  const surge = share(rolling?.maxSurge ?? '25%', wanted, Math.ceil);
  const missingAllowed = share(rolling?.maxUnavailable ?? '25%', wanted, Math.floor);
  const total = [fresh, ...old].reduce((sum, set) => sum + replicasOf(set), 0);
  const room = wanted + Math.max(surge, missingAllowed === 0 ? 1 : 0) - total;
  const now = replicasOf(fresh);
  const next = now > wanted ? wanted : now + Math.max(0, Math.min(wanted - now, room));
  scale(desk, deployment, fresh, next);
  shrink(desk, deployment, [...old], { wanted, missingAllowed, fresh });
}

function recreate(
  desk: Desk,
  deployment: Workload,
  fresh: Workload,
  old: readonly Workload[],
  wanted: number,
): void {
  for (const set of old) scale(desk, deployment, set, 0);
  const left = desk.store
    .list('pods', deployment.metadata.namespace)
    .some((pod) => old.some((set) => isOwnedBy(pod, set)));
  if (!left) scale(desk, deployment, fresh, wanted);
}

/** Takes from the old sets what may go: first pods that do not serve, then as many as availability allows. */
function shrink(
  desk: Desk,
  deployment: Workload,
  old: readonly Workload[],
  { wanted, missingAllowed, fresh }: { wanted: number; missingAllowed: number; fresh: Workload },
): void {
  const current =
    desk.store.get<Workload>(SETS, fresh.metadata.namespace ?? '', fresh.metadata.name) ?? fresh;
  const all = [current, ...old].reduce((sum, set) => sum + replicasOf(set), 0);
  const available = [current, ...old].reduce((sum, set) => sum + availableOf(set), 0);
  // What the new set has not up yet may not be missing beside it: a status may be old (deployment/rolling.go).
  let most = all - (wanted - missingAllowed) - (replicasOf(current) - availableOf(current));
  let spare = available - (wanted - missingAllowed);
  for (const set of old) {
    const replicas = replicasOf(set);
    const broken = Math.min(Math.max(0, replicas - availableOf(set)), Math.max(0, most));
    most -= broken;
    const serving = Math.max(0, Math.min(replicas - broken, spare));
    spare -= serving;
    scale(desk, deployment, set, replicas - broken - serving);
  }
}

function currentSet(desk: Desk, deployment: Workload, hash: string): Workload {
  const found = setsOf(desk, deployment).find((set) => set.metadata.labels?.[HASH] === hash);
  const revision = Math.max(
    0,
    ...setsOf(desk, deployment).map((set) => Number(set.metadata.annotations?.[REVISION])),
  );
  if (found) return found;
  const { template, selector } = deployment.spec;
  const labels = { ...template.metadata?.labels, [HASH]: hash };
  const set: KubeObject = {
    metadata: {
      name: `${deployment.metadata.name}-${hash}`,
      labels,
      annotations: { ...changeCauseOf(deployment), [REVISION]: String(revision + 1) },
      ownerReferences: [ownerOf(deployment)],
    },
    spec: {
      replicas: 0,
      selector: { ...selector, matchLabels: { ...selector?.matchLabels, [HASH]: hash } },
      template: { ...template, metadata: { ...template.metadata, labels } },
    },
  };
  return desk.writer.create(desk.catalog.byId(SETS), deployment.metadata.namespace ?? '', set) as Workload;
}

function scale(desk: Desk, deployment: Workload, set: Workload, replicas: number): void {
  const from = replicasOf(set);
  if (from === replicas) return;
  desk.store.replace(SETS, { ...set, spec: { ...set.spec, replicas } });
  const direction = replicas > from ? 'up' : 'down';
  desk.recorder.record({
    about: deployment,
    type: 'Normal',
    reason: 'ScalingReplicaSet',
    message: `Scaled ${direction} replica set ${set.metadata.name} from ${from} to ${replicas}`,
    component: 'deployment-controller',
  });
}

function replicasOf(set: Workload): number {
  return set.spec.replicas ?? 1;
}

function availableOf(set: Workload): number {
  return Number(set.status?.['availableReplicas'] ?? 0);
}

/** `25%` or `1` of a number of replicas. */
function share(value: number | string, of: number, round: (value: number) => number): number {
  const text = String(value);
  return text.endsWith('%') ? round((Number.parseInt(text, 10) * of) / 100) : Number(text);
}

function report(desk: Desk, deployment: Workload): void {
  const hash = templateHash(deployment.spec.template);
  const sets = setsOf(desk, deployment);
  const sum = (of: readonly Workload[], field: string): number =>
    of.reduce((total, set) => total + Number(set.status?.[field] ?? 0), 0);
  const updated = sum(
    sets.filter((set) => set.metadata.labels?.[HASH] === hash),
    'replicas',
  );
  const available = sum(sets, 'availableReplicas');
  const wanted = deployment.spec.replicas ?? 1;
  setStatus(desk, RESOURCE, deployment, {
    observedGeneration: deployment.metadata.generation,
    replicas: sum(sets, 'replicas'),
    updatedReplicas: updated,
    readyReplicas: sum(sets, 'readyReplicas'),
    availableReplicas: available,
    unavailableReplicas: Math.max(0, wanted - available),
    conditions: conditions(deployment, available >= wanted, updated >= wanted && available >= wanted),
  });
}

function conditions(deployment: Workload, available: boolean, complete: boolean): readonly unknown[] {
  const before = (deployment.status?.['conditions'] ?? []) as readonly {
    type: string;
    status: string;
    reason: string;
    lastTransitionTime: string;
  }[];
  const condition = (type: string, status: string, reason: string, message: string): unknown => {
    const same = before.find((one) => one.type === type && one.status === status && one.reason === reason);
    return { type, status, reason, message, lastTransitionTime: same?.lastTransitionTime ?? timestamp() };
  };
  return [
    available
      ? condition('Available', 'True', 'MinimumReplicasAvailable', 'Deployment has minimum availability.')
      : condition(
          'Available',
          'False',
          'MinimumReplicasUnavailable',
          'Deployment does not have minimum availability.',
        ),
    complete
      ? condition('Progressing', 'True', 'NewReplicaSetAvailable', 'ReplicaSet has successfully progressed.')
      : condition('Progressing', 'True', 'ReplicaSetUpdated', 'ReplicaSet is progressing.'),
  ];
}
