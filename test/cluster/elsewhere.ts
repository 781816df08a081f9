/**
 * The API server of TEST_KUBECONFIG, that of a cluster to be thrown away, in the place of the sandbox's, under the
 * rights that are printed.
 */
import type { KubeObject } from '../../src/sandbox/cluster/objects.ts';
import { CLUSTER } from '../../src/sandbox/world/company.ts';
import type { World } from '../../src/sandbox/world/world.ts';
import type { Elsewhere } from '../e2e/fixes/bench.ts';
import { type Given, openGiven } from './given.ts';
import { mirror } from './mirror.ts';

export const ACCOUNTS = 'medic';

export interface Carried extends Elsewhere {
  readonly given: Given;
  stop(): Promise<void>;
}

/** Null where TEST_KUBECONFIG names none: then the sandbox's own API server is tried. */
export function elsewhere(account: string): Carried | null {
  const file = process.env['TEST_KUBECONFIG'];
  if (!file) return null;
  const given = openGiven(file);
  const made: KubeObject[] = [];
  let granted: readonly KubeObject[] = [];
  const apply = async (object: KubeObject): Promise<void> => void made.push(await given.apply(object));
  return {
    given,
    async carry(world: World) {
      await apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: ACCOUNTS } });
      const metadata = { name: account, namespace: ACCOUNTS };
      await apply({ apiVersion: 'v1', kind: 'ServiceAccount', metadata });
      made.push(...(await mirror(world.cluster, given)));
      return given.kubeconfigOf(metadata, CLUSTER);
    },
    async grant(printed) {
      for (const object of granted) await given.remove(object);
      granted = printed as readonly KubeObject[];
      for (const object of granted) await given.apply(object);
    },
    async stop() {
      for (const object of granted) await given.remove(object);
      // Namespaces stay: until one is gone nobody can make it again, and the next file does.
      const rest = made.filter(({ kind }) => kind !== 'Namespace');
      for (const object of rest.toReversed()) await given.remove(object);
    },
  };
}
