import { defineAilment, minutesBefore } from '../ailment.ts';
import { imageController } from '../image-controller.ts';
import { imageSource, repository } from '../objects.ts';

/** A transfer that was cut, which the controller still waits for. */
export const syncStuck = defineAilment({
  id: 'sync-stuck',
  title: 'A Repository that has been syncing at 45 % for hours',
  beside: [...imageController('well'), imageSource('harbor.acme.test', 'Success')],
  sick: (now) => [
    repository('models', {
      annotations: { 'theriseunion.io/sync-status': 'syncing' },
      spec: { repository: 'data/models', tag: '2024-11' },
      status: { syncStatus: 'Syncing', syncProgress: 45, lastSynced: minutesBefore(now, 190) },
    }),
  ],
  well: (now) => [
    repository('models', {
      spec: { repository: 'data/models', tag: '2024-11' },
      status: { syncStatus: 'Success', syncProgress: 100, lastSynced: minutesBefore(now, 0) },
    }),
  ],
});
