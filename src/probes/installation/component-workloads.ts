import type { ContainerRecord } from '../../engine/cluster.ts';
import { componentPods, podsOfInstance } from '../../engine/component-pods.ts';
import { siteOf, toldBy } from '../../engine/installation-place.ts';
import { VOLUME_CLAIMS, volumeClaimOf } from '../../engine/kubernetes/volume-claim.ts';
import { workloadOf } from '../../engine/kubernetes/workload.ts';
import type { Probe, ProbeContext } from '../../engine/probe.ts';
import type { WorkloadFact } from '../workload.ts';
import { components } from './components.ts';

/** A Deployment or StatefulSet of the installation, with what decides how it may be restarted. */
export interface ComponentWorkload extends WorkloadFact {
  /** Of the workload itself; null: not told. */
  readonly createdAt: string | null;
  /** Two where a pod holds two: registry and registryctl. */
  readonly components: readonly string[];
  /** Of every volume its pods mount; null: that claim was not found. */
  readonly modes: readonly (string | null)[];
  /** Oldest first. */
  readonly pods: readonly WorkloadPod[];
}

export interface WorkloadPod {
  readonly name: string;
  readonly uid: string;
  readonly createdAt: string;
  readonly phase: string;
  /** Why the first container that waits does; absent: none waits. */
  readonly reason?: string;
}

export interface ComponentWorkloadsFact {
  /** When it was looked at, ISO 8601. */
  readonly at: string;
  readonly workloads: readonly ComponentWorkload[];
}

const KINDS = [
  { kind: 'Deployment', plural: 'deployments' },
  { kind: 'StatefulSet', plural: 'statefulsets' },
] as const;

export const componentWorkloads: Probe<ComponentWorkloadsFact> = {
  id: 'component-workloads',
  asks: () => 'reading how its components are rolled out',
  rights: [
    { group: 'apps', resource: 'deployments', verb: 'list' },
    { group: 'apps', resource: 'statefulsets', verb: 'list' },
    { group: '', resource: 'persistentvolumeclaims', verb: 'list' },
    { group: '', resource: 'pods', verb: 'list' },
  ],
  async ask(context) {
    // That its pods cannot be read is said once, by the probe of its components.
    await context.need(components);
    const workloads = await Promise.all(KINDS.map((kind) => ofKind(kind, context)));
    return { at: context.now().toISOString(), workloads: workloads.flat() };
  },
};

async function ofKind(
  { kind, plural }: (typeof KINDS)[number],
  context: ProbeContext,
): Promise<readonly ComponentWorkload[]> {
  const { reader, namespace, instance } = siteOf(
    context,
    'harbor',
    'distribution',
    'image-controller',
    'cargo',
  );
  const [objects, claims, pods] = await Promise.all([
    reader.objects({ group: 'apps', plural }, namespace),
    reader.objects(VOLUME_CLAIMS, namespace),
    reader.pods(namespace),
  ]);
  const all = podsOfInstance(toldBy(pods) ?? [], instance);
  const modes = new Map((toldBy(claims) ?? []).map(volumeClaimOf).map((one) => [one.name, one.accessModes]));
  return (toldBy(objects) ?? []).flatMap((object): readonly ComponentWorkload[] => {
    const workload = workloadOf({ ...object, kind });
    const mine = all.filter(({ owner }) => owner?.kind === kind && owner.name === workload.name);
    const parts = [...new Set(componentPods(mine).map(({ component }) => component))];
    if (parts.length === 0) return [];
    return [
      {
        ...workload,
        uid: object.metadata.uid ?? '',
        createdAt: object.metadata.creationTimestamp ?? null,
        plural,
        components: parts,
        modes: workload.claims.flatMap(({ name }): readonly (string | null)[] => modes.get(name) ?? [null]),
        pods: mine
          .map(({ name, uid, createdAt, phase, containers }) => ({
            name,
            uid,
            createdAt,
            phase,
            ...waitingOf(containers),
          }))
          .toSorted((a, b) => Date.parse(a.createdAt) - Date.parse(b.createdAt)),
      },
    ];
  });
}

function waitingOf(containers: readonly ContainerRecord[]): Pick<WorkloadPod, 'reason'> {
  const reason = containers.find(({ state }) => state === 'waiting')?.reason ?? null;
  return reason === null ? {} : { reason };
}
