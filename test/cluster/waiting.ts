import { vi } from 'vitest';
import type { Pod } from '../../src/sandbox/cluster/objects.ts';
import type { World } from '../../src/sandbox/world/world.ts';

const STUCK = /ErrImagePull|ImagePullBackOff|InvalidImageName|ErrImageNeverPull|CreateContainer/;

/** Until every planted fault shows at a pod of its workload. */
export async function waiting(world: World): Promise<void> {
  const isStuck = (namespace: string, name: string): boolean =>
    world.cluster.store
      .list<Pod>('pods', namespace)
      .some(({ metadata, status }) => metadata.name.startsWith(name) && STUCK.test(JSON.stringify(status)));
  await vi.waitFor(
    () => {
      const well = world.faults.filter(({ subject }) => !isStuck(subject.namespace, subject.name));
      if (well.length > 0) throw new Error(`nothing shows of ${well.map(({ id }) => id).join(', ')}`);
    },
    { timeout: 60_000, interval: 250 },
  );
}
