import { enqueueCollection, jobOf } from '../tasks/collecting.ts';
import type { Collection } from '../tasks/records.ts';
import { workersOf } from '../tasks/workers.ts';
import { before, HOUR_MS, harborLine } from './lines.ts';
import { defineSickness } from './sickness.ts';

const WHERE = '/jobservice/job/impl/gc/garbage_collection.go:160';
/** Longer than the day after which the reaper calls a job failed while it still runs. */
const SINCE_MS = 26 * HOUR_MS;

/** It deletes three objects a minute and will for days. */
export const collectionRunning = defineSickness({
  id: 'collection-running',
  title: 'A garbage collection runs for more than a day',
  strike(state) {
    const { work } = state;
    const at = before(state.now(), SINCE_MS);
    const worker = workersOf(state).find((one) => !one.job);
    const id = 1 + Math.max(0, ...work.collections.map((one) => one.id));
    // Those of later nights could not begin beside it.
    const earlier = work.collections.filter((one) => one.createdAt <= at);
    work.collections.splice(0, work.collections.length, ...earlier);
    const collection: Collection = {
      id,
      kind: 'SCHEDULE',
      status: worker ? 'Running' : 'Pending',
      dryRun: false,
      deleteUntagged: true,
      workers: 1,
      createdAt: at,
      updatedAt: at,
      log: [
        harborLine(at, 'INFO', WHERE, '190000 blobs and 4100 manifests eligible for deletion'),
        harborLine(
          before(state.now(), HOUR_MS),
          'INFO',
          WHERE,
          '[1d2c][4680/190000] delete blob from storage: sha256:8a0f',
        ),
        harborLine(state.now(), 'INFO', WHERE, '[1d2c][4860/190000] delete blob from storage: sha256:91bc'),
      ],
    };
    work.collections.unshift(collection);
    enqueueCollection(state, collection, Number.POSITIVE_INFINITY);
    const job = work.jobs.get(jobOf(collection));
    if (job && worker) job.held = { worker: worker.id, since: at };
    return () => {
      work.jobs.delete(jobOf(collection));
      collection.status = 'Success';
      collection.updatedAt = state.now();
      collection.freed = { space: 96_636_764_160, blobs: 190_000, manifests: 4_100 };
    };
  },
});
