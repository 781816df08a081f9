import { before, HOUR_MS, harborLine } from './lines.ts';
import { defineSickness } from './sickness.ts';

const WHERE = '/jobservice/job/impl/gc/garbage_collection.go:163';
const BLOB = 'sha256:8a0fdda4d13959c085d949fae822dae5fd2d384208a6a9600ebb46ea3baaff23';

/** The object store asks to slow down, and the sweep gives up. */
export const collectionFailedS3 = defineSickness({
  id: 'collection-failed-s3',
  title: 'Garbage collection fails on S3 while it deletes blobs',
  strike(state) {
    const { collections } = state.work;
    const at = before(state.now(), 2 * HOUR_MS);
    const id = 1 + Math.max(0, ...collections.map((one) => one.id));
    const { storage } = state;
    state.storage = 's3';
    collections.unshift({
      id,
      kind: 'SCHEDULE',
      status: 'Error',
      dryRun: false,
      deleteUntagged: false,
      workers: 1,
      createdAt: at,
      updatedAt: new Date(at.getTime() + HOUR_MS),
      log: [
        harborLine(at, 'INFO', WHERE, 'start to run gc in job.'),
        harborLine(at, 'INFO', WHERE, '5120 blobs and 214 manifests eligible for deletion'),
        harborLine(
          at,
          'ERROR',
          WHERE,
          `failed to execute GC job at sweep phase, error: failed to delete blob from storage: ${BLOB}`,
        ),
      ],
    });
    return () => {
      state.storage = storage;
      // The next one goes well.
      const now = state.now();
      collections.unshift({
        id: id + 1,
        kind: 'MANUAL',
        status: 'Success',
        dryRun: false,
        deleteUntagged: false,
        workers: 1,
        createdAt: now,
        updatedAt: now,
        freed: { space: 734_003_200, blobs: 61, manifests: 12 },
        log: [harborLine(now, 'INFO', WHERE, 'success to run gc in job.')],
      });
    };
  },
  logs: (state) => [
    {
      component: 'registry',
      lines: [
        `time="${before(state.now(), HOUR_MS).toISOString()}" level=error msg="response completed with error" ` +
          'err.code=unknown err.detail="s3aws: SlowDown: Please reduce your request rate. status code: 503" ' +
          'err.message="unknown error" http.request.method=DELETE http.response.status=500',
      ],
    },
  ],
});
