import { siteOf, toldBy } from '../../engine/installation-place.ts';
import { volumeClaimOf } from '../../engine/kubernetes/volume-claim.ts';
import { type WorkloadObject, workloadOf } from '../../engine/kubernetes/workload.ts';
import type { Probe } from '../../engine/probe.ts';

/** A Deployment of the installation with the volumes it mounts. */
export interface RegistryWorkload {
  readonly name: string;
  readonly component: string | null;
  readonly replicas: number;
  /** RollingUpdate, Recreate. */
  readonly strategy: string;
  readonly claims: readonly {
    readonly name: string;
    /** ReadWriteOnce, ReadWriteMany, … */
    readonly modes: readonly string[];
  }[];
}

export const registryWorkloads: Probe<readonly RegistryWorkload[]> = {
  id: 'registry-workloads',
  asks: () => 'reading its Deployments and volumes',
  rights: [
    { group: 'apps', resource: 'deployments', verb: 'list' },
    { group: '', resource: 'persistentvolumeclaims', verb: 'list' },
  ],
  async ask(context) {
    const { reader, namespace } = siteOf(context, 'harbor', 'distribution');
    const [deployments, claims] = await Promise.all([
      reader.objects({ group: 'apps', plural: 'deployments' }, namespace),
      reader.objects({ group: '', plural: 'persistentvolumeclaims' }, namespace),
    ]);
    const modes = new Map(
      (toldBy(claims) ?? []).map(volumeClaimOf).map((claim) => [claim.name, claim.accessModes]),
    );
    return (toldBy(deployments) ?? []).map((object) => read(workloadOf(object), modes));
  },
};

function read(
  { name, labels, replicas, strategy, claims }: WorkloadObject,
  modes: ReadonlyMap<string, readonly string[]>,
): RegistryWorkload {
  return {
    name,
    component: labels['component'] ?? labels['app.kubernetes.io/component'] ?? null,
    replicas,
    strategy,
    claims: claims.map((claim) => ({ name: claim.name, modes: modes.get(claim.name) ?? [] })),
  };
}
