import type { CollectionHistory } from '../../engine/storage-report.ts';
import type { CollectionsFact } from '../../probes/storage/collections.ts';

const MOST = 10;

/** What a dry run found is stale once a real collection has run after it. */
export function historyOf({ runs, schedule }: CollectionsFact): CollectionHistory {
  const newest = runs.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
  const last = newest.find(({ state }) => state === 'success');
  return {
    schedule: schedule?.cron ?? null,
    runs: newest.slice(0, MOST).map(({ createdAt, state, dryRun, freed, blobs, manifests }) => ({
      at: createdAt,
      state,
      dryRun,
      freed,
      blobs,
      manifests,
    })),
    wouldFree: last?.dryRun ? { bytes: last.freed, at: last.createdAt } : null,
  };
}
