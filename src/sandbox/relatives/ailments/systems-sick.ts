import type { KubeObject } from '../../cluster/objects.ts';
import { type Ailment, defineAilment, minutesBefore } from '../ailment.ts';
import { SYSTEMS, type System, systemObjects } from '../systems.ts';

/** Every registry that installers leave in a cluster, with one component sick. Healed, it stays installed. */
export const systemsSick: readonly Ailment[] = SYSTEMS.map((system) =>
  defineAilment({
    id: system.id,
    title: system.title,
    sick: (now) => [...systemObjects(system, 'sick'), ...operators(system, now, 'unhealthy')],
    well: (now) => [...systemObjects(system, 'well'), ...operators(system, now, 'healthy')],
  }),
);

/** harbor-operator tells of its Harbors in an object of its own. */
function operators({ id, namespace }: System, now: Date, status: string): readonly KubeObject[] {
  if (id !== 'harbor-by-operator') return [];
  const lastTransitionTime = minutesBefore(now, 12);
  const types = ['CacheReady', 'DatabaseReady', 'StorageReady', 'ServiceReady'];
  const conditions = types.map((type) => ({
    type,
    status: status === 'healthy' || type !== 'ServiceReady' ? 'True' : 'False',
    lastTransitionTime,
  }));
  return [
    {
      apiVersion: 'goharbor.io/v1beta1',
      kind: 'HarborCluster',
      metadata: { namespace, name: 'hosted' },
      spec: { version: '2.5.1' },
      status: { status, conditions, operator: { controllerVersion: '1.3.0' } },
    },
  ];
}
