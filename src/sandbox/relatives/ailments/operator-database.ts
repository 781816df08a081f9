import { defineAilment, minutesBefore } from '../ailment.ts';
import { type ConditionRow, harborCluster } from '../objects.ts';

const row = (type: string, now: Date): ConditionRow => ({
  type,
  status: 'True',
  lastTransitionTime: minutesBefore(now, 600),
});

/** The password of the database was changed, and the operator was not told. */
export const operatorDatabase = defineAilment({
  id: 'operator-database',
  title: 'A hosted Harbor whose database refuses the login',
  sick: (now) => [
    harborCluster('unhealthy', [
      row('CacheReady', now),
      {
        type: 'DatabaseReady',
        status: 'False',
        reason: 'check database health failed',
        message: 'pq: password authentication failed for user "harbor"',
        lastTransitionTime: minutesBefore(now, 25),
      },
      row('StorageReady', now),
      {
        type: 'ServiceReady',
        status: 'False',
        reason: 'dependencyStatus',
        message: 'Core.goharbor.io kangaroo-lrf04/trust-node-port-harbor-harbor',
        lastTransitionTime: minutesBefore(now, 24),
      },
    ]),
  ],
  well: (now) => [
    harborCluster(
      'healthy',
      ['CacheReady', 'DatabaseReady', 'StorageReady', 'ServiceReady'].map((type) => row(type, now)),
    ),
  ],
});
