import collectionFailed from '../checks/gc/collection-failed.ts';
import garbageNotCollected from '../checks/gc/garbage-not-collected.ts';
import storageDiskFull from '../checks/storage/storage-disk-full.ts';
import type { Answer } from '../engine/answer.ts';
import type { CheckOf } from '../engine/check.ts';
import type { HarborInfo } from '../engine/harbor/records.ts';
import type { Planned } from '../engine/remediation.ts';
import { defineRemediation } from '../engine/remediation.ts';
import type { Pull } from '../engine/subject.ts';
import { COLLECT_RIGHTS, planCollect } from '../facts/collect.ts';
import { harborInfo } from '../probes/installation/harbor-info.ts';
import { type CollectionsFact, collections } from '../probes/storage/collections.ts';

const OF_GARBAGE: readonly CheckOf<object>[] = [
  collectionFailed,
  garbageNotCollected,
  storageDiskFull as CheckOf<object>,
];
/** A dry run that is younger is good enough to decide by. Milliseconds. */
const FRESH_MS = 24 * 3_600_000;

export default defineRemediation({
  id: 'dry-run-collection',
  risk: 'low',
  rows: ['B-GCDRY', 'S3-18'],
  fixes: OF_GARBAGE,
  rights: [],
  harborRights: COLLECT_RIGHTS,
  needs: { gc: collections },
  uses: { info: harborInfo, asked: collections },
  plan({ check, data }, { gc }, { info, asked }, pull) {
    const age =
      'at' in data && asked.state === 'known' ? Date.parse(asked.at) - Date.parse(String(data.at)) : 0;
    if (check === garbageNotCollected.id && age < FRESH_MS) return { state: 'not-applicable' };
    return dryRun(check, gc, info, pull);
  },
  planFromLog: ({ check }, { gc }, { info }, pull) => dryRun(check, gc, info, pull),
  words: {
    en: {
      title: 'Count the garbage',
      would: 'start a dry run, which counts what a collection would free and deletes nothing',
    },
  },
});

function dryRun(check: string, { runs }: CollectionsFact, info: Answer<HarborInfo>, pull: Pull): Planned {
  return planCollect(
    {
      remediation: 'dry-run-collection',
      check,
      does: 'Start a dry run of garbage collection',
      how: 'dry',
      change: { what: 'Garbage collection', from: null, to: 'a dry run, begun by hand' },
      interrupts: 'Nothing. It reads the database and counts; one worker is busy with it meanwhile.',
      noUndo: 'A dry run deletes nothing.',
    },
    runs,
    info,
    pull,
  );
}
