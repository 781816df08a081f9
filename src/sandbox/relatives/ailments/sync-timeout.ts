import { defineAilment, minutesBefore } from '../ailment.ts';
import { imageController } from '../image-controller.ts';
import { imageSource, repository } from '../objects.ts';

/** 14 GiB in ten minutes over a line that carries 12 MiB/s. */
export const syncTimeout = defineAilment({
  id: 'sync-timeout',
  title: 'A Repository whose image is too large for its time limit',
  beside: [...imageController('well'), imageSource('harbor.acme.test', 'Success')],
  sick: (now) => [
    repository('training', {
      spec: { repository: 'data/training', tag: 'cuda-12' },
      status: {
        syncStatus: 'Failed',
        syncProgress: 51,
        lastSynced: minutesBefore(now, 3 * 24 * 60),
        conditions: [
          {
            type: 'Synced',
            status: 'False',
            reason: 'SyncFailed',
            message: 'sync data/training:cuda-12: context deadline exceeded after 10m0s',
            lastTransitionTime: minutesBefore(now, 35),
          },
        ],
      },
    }),
  ],
  well: (now) => [
    repository('training', {
      spec: { repository: 'data/training', tag: 'cuda-12', syncTimeout: '30m', retryCount: 5 },
      status: { syncStatus: 'Success', syncProgress: 100, lastSynced: minutesBefore(now, 0) },
    }),
  ],
});
