/** Literal facts of a component whose limit is raised. */
import { HARBOR, workloads } from './restart-facts.ts';
import { WORKLOAD } from './setup.ts';

export const MIB = 1024 ** 2;
const [container] = WORKLOAD.containers;

/** One container of this name, with these limits. */
export function limited(
  component: string,
  limits: { memory: number | null; cpu: number | null },
  over: object = {},
) {
  const containers = [{ ...(container as NonNullable<typeof container>), name: component, limits }];
  return workloads(component, { containers, ...over });
}
export const ROOM = { onNodes: 4096 * MIB, inQuota: null };
export { HARBOR };
