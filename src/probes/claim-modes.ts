import { NotReached } from '../engine/answer.ts';
import { toldBy } from '../engine/installation-place.ts';
import { VOLUME_CLAIMS, volumeClaimOf } from '../engine/kubernetes/volume-claim.ts';
import type { Probe } from '../engine/probe.ts';
import { workload } from './workload.ts';

/** Access modes of the volumes that the pods of the pod's workload mount; null: that claim was not found. */
export interface ClaimModesFact {
  readonly modes: readonly (string | null)[];
}

/** Asked only for remediations that roll pods. */
export const claimModes: Probe<ClaimModesFact> = {
  id: 'claim-modes',
  asks: () => 'reading the volumes of the workload',
  timeBoxMs: 5_000,
  rights: [{ group: '', resource: 'persistentvolumeclaims', verb: 'get' }],
  async ask({ need, cluster }) {
    const { namespace, claims } = await need(workload);
    if (!cluster) throw new NotReached('workload');
    const named = claims.filter(({ from }) => from === 'volume');
    const found = await Promise.all(
      named.map(async ({ name }) => toldBy(await cluster.object(VOLUME_CLAIMS, namespace, name))),
    );
    return {
      modes: found.flatMap((one): readonly (string | null)[] =>
        one ? volumeClaimOf(one).accessModes : [null],
      ),
    };
  },
};
