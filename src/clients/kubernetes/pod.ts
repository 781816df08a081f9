import { z } from 'zod';
import type { ContainerRecord, PodRecord } from '../../engine/cluster.ts';
import type { ContainerKind } from '../../engine/pod.ts';
import { withoutLogins } from '../../engine/text/masked.ts';
import { listOf, metadata, optionalText, references, time } from './object.ts';

const container = z.object({ name: z.string(), image: optionalText, imagePullPolicy: optionalText });

const reasoned = z.object({ reason: optionalText, message: optionalText });
const containerStatus = z.object({
  name: z.string(),
  imageID: optionalText,
  ready: z.boolean().nullish(),
  restartCount: z.number().nullish(),
  lastState: z
    .object({
      terminated: z
        .object({ reason: optionalText, exitCode: z.number().nullish(), finishedAt: time.nullish() })
        .nullish(),
    })
    .nullish(),
  state: z
    .object({
      waiting: reasoned.nullish(),
      running: z.object({ startedAt: time.nullish() }).nullish(),
      terminated: reasoned.extend({ startedAt: time.nullish() }).nullish(),
    })
    .nullish(),
});
type ContainerStatus = z.infer<typeof containerStatus>;

const pod = z.object({
  metadata,
  spec: z.object({
    nodeName: optionalText,
    serviceAccountName: optionalText,
    imagePullSecrets: references,
    containers: listOf(container),
    initContainers: listOf(container),
    ephemeralContainers: listOf(container),
  }),
  status: z
    .object({
      phase: optionalText,
      containerStatuses: listOf(containerStatus),
      initContainerStatuses: listOf(containerStatus),
      ephemeralContainerStatuses: listOf(containerStatus),
    })
    .nullish(),
});

/** Throws a ZodError when this is no Pod. */
export function readPod(json: unknown): PodRecord {
  const { metadata: meta, spec, status } = pod.parse(json);
  return {
    namespace: meta.namespace,
    name: meta.name,
    uid: meta.uid,
    labels: meta.labels,
    phase: status?.phase || 'Unknown',
    node: spec.nodeName || null,
    createdAt: meta.creationTimestamp,
    serviceAccount: spec.serviceAccountName || 'default',
    imagePullSecrets: spec.imagePullSecrets,
    owner: ownerOf(meta),
    containers: [
      ...containers('init', spec.initContainers, status?.initContainerStatuses ?? []),
      ...containers('main', spec.containers, status?.containerStatuses ?? []),
      ...containers('ephemeral', spec.ephemeralContainers, status?.ephemeralContainerStatuses ?? []),
    ],
  };
}

/**
 * The controller. A Deployment names its ReplicaSets `<deployment>-<pod-template-hash>` and writes the hash
 * on each pod, so its name needs no further question (kubernetes pkg/controller/deployment/sync.go).
 */
function ownerOf(meta: z.infer<typeof metadata>): PodRecord['owner'] {
  const owner = meta.ownerReferences.find((one) => one.controller === true) ?? meta.ownerReferences[0];
  if (!owner) return null;
  const hash = meta.labels['pod-template-hash'];
  if (owner.kind === 'ReplicaSet' && hash && owner.name.endsWith(`-${hash}`))
    return { kind: 'Deployment', name: owner.name.slice(0, -hash.length - 1) };
  return { kind: owner.kind, name: owner.name };
}

function containers(
  kind: ContainerKind,
  specs: readonly z.infer<typeof container>[],
  statuses: readonly ContainerStatus[],
): readonly ContainerRecord[] {
  return specs.map((spec) => {
    const status = statuses.find((one) => one.name === spec.name);
    return {
      name: spec.name,
      kind,
      image: spec.image,
      imagePullPolicy: spec.imagePullPolicy,
      imageId: status?.imageID ?? '',
      ...stateOf(status),
      ...runsOf(status),
    };
  });
}

/** How often it was started and how the run before ended; nothing before the kubelet's first word. */
function runsOf(status: ContainerStatus | undefined): Pick<ContainerRecord, 'ready' | 'restarts' | 'last'> {
  if (!status) return {};
  const before = status.lastState?.terminated;
  const last = before && {
    reason: before.reason,
    exitCode: before.exitCode ?? null,
    at: before.finishedAt ?? null,
  };
  return { ready: status.ready ?? false, restarts: status.restartCount ?? 0, ...(last ? { last } : {}) };
}

type State = Pick<ContainerRecord, 'state' | 'reason' | 'message' | 'startedAt'>;

function stateOf(status: ContainerStatus | undefined): State {
  const { waiting, running, terminated } = status?.state ?? {};
  if (waiting)
    return {
      state: 'waiting',
      reason: waiting.reason || null,
      message: withoutLogins(waiting.message) || null,
      startedAt: null,
    };
  if (running) return { state: 'running', reason: null, message: null, startedAt: running.startedAt ?? null };
  if (terminated)
    return {
      state: 'terminated',
      reason: terminated.reason || null,
      message: withoutLogins(terminated.message) || null,
      startedAt: terminated.startedAt ?? null,
    };
  return { state: 'none', reason: null, message: null, startedAt: null };
}
