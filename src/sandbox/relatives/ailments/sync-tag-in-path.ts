import { defineAilment, minutesBefore } from '../ailment.ts';
import { imageController } from '../image-controller.ts';
import { imageSource, repository } from '../objects.ts';

/** The tag stands in the path and beside it. */
export const syncTagInPath = defineAilment({
  id: 'sync-tag-in-path',
  title: 'A Repository whose path holds a tag',
  beside: [...imageController('well'), imageSource('harbor.acme.test', 'Success')],
  sick: (now) => [
    repository('cart', {
      spec: { repository: 'shop/cart:v1.0.0', tag: 'latest' },
      status: {
        syncStatus: 'Failed',
        syncProgress: 0,
        lastSynced: minutesBefore(now, 26 * 60),
        conditions: [
          {
            type: 'Synced',
            status: 'False',
            reason: 'SyncFailed',
            message: 'artifact shop/cart:v1.0.0:latest not found',
            lastTransitionTime: minutesBefore(now, 12),
          },
        ],
      },
    }),
  ],
  well: (now) => [
    repository('cart', {
      spec: { repository: 'shop/cart', tag: 'v1.0.0' },
      status: { syncStatus: 'Success', syncProgress: 100, lastSynced: minutesBefore(now, 0) },
    }),
  ],
});
