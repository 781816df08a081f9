import { refreshedByNewPod, removeHarborCluster, tellHarborCluster } from '../operated-harbor.ts';
import type { Trouble } from '../trouble.ts';

/** Everything works again, and the operator has not noticed. */
export const harborclusterStale: Trouble = {
  id: 'harborcluster-stale',
  title: 'The console calls a hosted Harbor unhealthy that works',
  cause: 'operator-status-stale',
  strike(world) {
    tellHarborCluster(world, {
      type: 'ServiceReady',
      reason: 'dependencyStatus',
      message: 'Core.goharbor.io harbor/acme-harbor',
    });
    refreshedByNewPod(world.cluster);
  },
  heal: ({ cluster }) => removeHarborCluster(cluster),
};
