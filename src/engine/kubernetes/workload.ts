/** Deployments, StatefulSets and DaemonSets: how many, how rolled out, with which limits and volumes. Pure. */
import type { KubeObject } from '../kube-object.ts';
import { type Condition, conditionsOf } from './conditions.ts';
import { at, isTrueAt, listAt, mapAt, numberAt, textAt } from './fields.ts';
import { type Keeper, keeperOf } from './keeper.ts';
import { quantityOf } from './quantity.ts';

export interface WorkloadObject {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly podLabels: Readonly<Record<string, string>>;
  /** Wanted; 1 where nothing is written. */
  readonly replicas: number;
  readonly ready: number;
  /** Of the newest template. */
  readonly updated: number;
  /** `RollingUpdate`, `Recreate`, `OnDelete`. */
  readonly strategy: string;
  readonly isPaused: boolean;
  /** `waiting`: not every replica is of the newest template and available. */
  readonly rollout: 'done' | 'waiting';
  readonly containers: readonly WorkloadContainer[];
  readonly imagePullSecrets: readonly string[];
  /** Claims its pods mount: by name, or `template` for those a StatefulSet makes per pod. */
  readonly claims: readonly { readonly name: string; readonly from: 'volume' | 'template' }[];
  readonly conditions: readonly Condition[];
  readonly keeper: Keeper | null;
  /** When its pods were last restarted by annotation, as `kubectl rollout restart` writes it. */
  readonly restartedAt: string | null;
}

export interface WorkloadContainer {
  readonly name: string;
  readonly kind: 'main' | 'init';
  readonly image: string;
  /** Names of its variables, never the values. */
  readonly env: readonly string[];
  readonly requests: Resources;
  readonly limits: Resources;
  readonly mounts: readonly { readonly volume: string; readonly path: string }[];
}

/** CPUs and bytes; null: not set. */
export interface Resources {
  readonly cpu: number | null;
  readonly memory: number | null;
}

const RESTARTED = 'kubectl.kubernetes.io/restartedAt';

export function workloadOf(object: KubeObject): WorkloadObject {
  const { metadata, spec } = object;
  const template = at(spec, 'template');
  const pod = at(template, 'spec');
  const counts = countsOf(object);
  return {
    kind: object.kind ?? '',
    namespace: metadata.namespace ?? '',
    name: metadata.name,
    labels: metadata.labels ?? {},
    podLabels: mapAt(template, 'metadata', 'labels'),
    ...counts,
    strategy: textAt(spec, 'strategy', 'type') ?? textAt(spec, 'updateStrategy', 'type') ?? 'RollingUpdate',
    isPaused: isTrueAt(spec, 'paused'),
    containers: [
      ...listAt(pod, 'initContainers').flatMap((one) => containerOf(one, 'init')),
      ...listAt(pod, 'containers').flatMap((one) => containerOf(one, 'main')),
    ],
    imagePullSecrets: listAt(pod, 'imagePullSecrets').flatMap((one) => textAt(one, 'name') ?? []),
    claims: [
      ...listAt(pod, 'volumes').flatMap((one) =>
        claim(textAt(one, 'persistentVolumeClaim', 'claimName'), 'volume'),
      ),
      ...listAt(spec, 'volumeClaimTemplates').flatMap((one) =>
        claim(textAt(one, 'metadata', 'name'), 'template'),
      ),
    ],
    conditions: conditionsOf(object),
    keeper: keeperOf(metadata),
    restartedAt: textAt(template, 'metadata', 'annotations', RESTARTED),
  };
}

/** A DaemonSet counts nodes; the others what `spec.replicas` says. */
function countsOf({ metadata, spec, status }: KubeObject) {
  const daemons = numberAt(status, 'desiredNumberScheduled');
  const replicas = daemons ?? numberAt(spec, 'replicas') ?? 1;
  const ready = numberAt(status, 'numberReady') ?? numberAt(status, 'readyReplicas') ?? 0;
  const updated = numberAt(status, 'updatedNumberScheduled') ?? numberAt(status, 'updatedReplicas') ?? 0;
  const total = numberAt(status, 'currentNumberScheduled') ?? numberAt(status, 'replicas') ?? 0;
  const seen = numberAt(status, 'observedGeneration');
  const generation = numberAt(metadata, 'generation');
  const isSeen = seen === null || generation === null || seen >= generation;
  const isDone = isSeen && updated >= replicas && ready >= replicas && total <= replicas;
  return { replicas, ready, updated, rollout: isDone ? ('done' as const) : ('waiting' as const) };
}

function containerOf(value: unknown, kind: WorkloadContainer['kind']): readonly WorkloadContainer[] {
  const name = textAt(value, 'name');
  if (name === null) return [];
  return [
    {
      name,
      kind,
      image: textAt(value, 'image') ?? '',
      env: listAt(value, 'env').flatMap((one) => textAt(one, 'name') ?? []),
      requests: resourcesOf(at(value, 'resources', 'requests')),
      limits: resourcesOf(at(value, 'resources', 'limits')),
      mounts: listAt(value, 'volumeMounts').flatMap((one) => {
        const [volume, path] = [textAt(one, 'name'), textAt(one, 'mountPath')];
        return volume && path ? [{ volume, path }] : [];
      }),
    },
  ];
}

function resourcesOf(value: unknown): Resources {
  const { cpu, memory } = mapAt(value);
  return { cpu: quantityOf(cpu), memory: quantityOf(memory) };
}

function claim(name: string | null, from: 'volume' | 'template') {
  return name === null ? [] : [{ name, from }];
}
