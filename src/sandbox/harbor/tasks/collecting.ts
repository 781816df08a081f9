/** Garbage collection as a job of the job service. */
import type { HarborState } from '../state.ts';
import type { Collection } from './records.ts';

const TAKES_MS = 4_000;
const HEEDS_MS = 1_000;
/** What a blob that nothing refers to weighs here, bytes. */
const FREED = { space: 734_003_200, blobs: 61, manifests: 12 };

export interface CollectionRequest {
  readonly kind: Collection['kind'];
  readonly dryRun: boolean;
  readonly deleteUntagged: boolean;
  readonly workers: number;
}

export function startCollection(state: HarborState, request: CollectionRequest): Collection {
  const now = state.now();
  const { work } = state;
  const id = 1 + work.collections.reduce((most, one) => Math.max(most, one.id), 0);
  const collection: Collection = {
    ...request,
    id,
    status: 'Pending',
    createdAt: now,
    updatedAt: now,
    log: null,
  };
  work.collections.unshift(collection);
  enqueueCollection(state, collection, TAKES_MS);
  return collection;
}

/** `takesMs` infinite: it hangs, and looks for no stop either. */
export function enqueueCollection(state: HarborState, collection: Collection, takesMs: number): void {
  const id = jobOf(collection);
  state.work.jobs.set(id, {
    id,
    type: 'GARBAGE_COLLECTION',
    queuedAt: collection.createdAt,
    held: null,
    checkedInAt: null,
    takesMs,
    stopsAt: null,
    heedsMs: takesMs === Number.POSITIVE_INFINITY ? takesMs : HEEDS_MS,
    log: [],
    begun() {
      collection.status = 'Running';
    },
    over(how, at) {
      collection.updatedAt = at;
      collection.status = how === 'done' ? 'Success' : 'Stopped';
      if (how === 'stopped') return;
      // A dry run frees nothing and tells what it would.
      collection.freed = FREED;
      collection.log = logOf(collection, at);
    },
  });
}

/** Stopping an unknown job changes the record at once, as with replications. */
export function stopCollection(state: HarborState, collection: Collection): void {
  const now = state.now();
  const job = state.work.jobs.get(jobOf(collection));
  if (job?.held) {
    job.stopsAt ??= Number.isFinite(job.heedsMs) ? new Date(now.getTime() + job.heedsMs) : null;
    return;
  }
  state.work.jobs.delete(jobOf(collection));
  collection.status = 'Stopped';
  collection.updatedAt = now;
}

export function jobOf({ id }: Collection): string {
  return `gc${id.toString(16).padStart(22, '0')}`;
}

function logOf({ dryRun, createdAt }: Collection, at: Date): readonly string[] {
  const line = (time: Date, text: string): string =>
    `${time.toISOString().slice(0, 19)}Z [INFO] [/jobservice/job/impl/gc/garbage_collection.go:160]: ${text}`;
  return [
    line(createdAt, `start to run gc in job. dry run: ${dryRun}`),
    line(at, `${FREED.blobs} blobs and ${FREED.manifests} manifests eligible for deletion`),
    line(at, `The GC could free up ${FREED.space / 1_048_576} MB space, the size is a rough estimate.`),
    line(at, 'success to run gc in job.'),
  ];
}
