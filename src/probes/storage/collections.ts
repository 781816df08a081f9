import { callRights } from '../../engine/harbor/call-rights.ts';
import type { Collection, Schedule } from '../../engine/harbor/records.ts';
import { harborFrom, toldByHarbor } from '../../engine/installation-place.ts';
import type { Probe } from '../../engine/probe.ts';

export interface CollectionsFact {
  /** Newest first. */
  readonly runs: readonly Collection[];
  /** Null: not told. */
  readonly schedule: Schedule | null;
  /** The last lines of the newest run that failed; null: none failed, or its log is gone. */
  readonly failedLog: string | null;
}

const LINES = 40;

/** The garbage collections of a Harbor. */
export const collections: Probe<CollectionsFact> = {
  id: 'collections',
  asks: () => 'asking for its garbage collections',
  harborRights: callRights('collections', 'collectionLog', 'collectionSchedule'),
  async ask(context) {
    const harbor = harborFrom(context);
    const [answer, schedule] = await Promise.all([harbor.collections(), harbor.collectionSchedule()]);
    const runs = toldByHarbor(answer, harbor);
    const [newest] = runs;
    const log = newest?.state === 'error' ? await harbor.collectionLog(newest.id) : null;
    return {
      runs,
      schedule: schedule.ended === 'found' ? schedule.value : null,
      failedLog: log?.ended === 'found' ? log.value.split('\n').slice(-LINES).join('\n') : null,
    };
  },
};
