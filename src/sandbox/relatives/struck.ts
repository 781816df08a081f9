/** Which ailments a cluster has now. */
import type { SandboxCluster } from '../cluster/cluster.ts';
import type { Ailment } from './ailment.ts';
import { AILMENTS } from './ailments.ts';
import { syncsWhenAsked } from './controller-at-work.ts';

export interface Ailments {
  /** Every one there is, and whether it is struck. */
  all(): readonly { readonly id: string; readonly title: string; readonly struck: boolean }[];
  /** False: nothing is called so. */
  strike(id: string): boolean;
  heal(id: string): boolean;
}

export function ailmentsOf(cluster: SandboxCluster): Ailments {
  syncsWhenAsked(cluster);
  const struck = new Set<string>();
  const find = (id: string): Ailment | undefined => AILMENTS.find((one) => one.id === id);
  return {
    all: () => AILMENTS.map(({ id, title }) => ({ id, title, struck: struck.has(id) })),
    strike(id) {
      const ailment = find(id);
      ailment?.strike(cluster);
      if (ailment) struck.add(id);
      return ailment !== undefined;
    },
    heal(id) {
      const ailment = find(id);
      // What was never struck is not even installed.
      if (struck.delete(id)) ailment?.heal(cluster);
      return ailment !== undefined;
    },
  };
}
