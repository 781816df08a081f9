import queuePaused from '../checks/jobservice/queue-paused.ts';
import workersStarved from '../checks/jobservice/workers-starved.ts';
import type { CheckOf } from '../engine/check.ts';
import { defineRemediation } from '../engine/remediation.ts';
import { harborStep, planInHarbor } from '../facts/harbor-fix.ts';
import { harborInfo } from '../probes/installation/harbor-info.ts';

interface Waits {
  readonly type: string;
  readonly waiting: number;
}
const OF_FULL: readonly CheckOf<Waits>[] = [queuePaused, workersStarved];

/** Of these nothing is lost for good; what else waits is begun again by nobody. */
const AGAIN: Readonly<Record<string, string>> = {
  REPLICATION: 'Replications of every policy that wait are given up; run the policies again afterwards.',
  IMAGE_SCAN: 'Images that wait for their scan stay unscanned until somebody scans them.',
  GARBAGE_COLLECTION: 'The collection that waits is given up.',
  RETENTION: 'Retention that waits is given up until its next time.',
  WEBHOOK: 'Notifications that wait are never sent.',
  SLACK: 'Messages that wait are never sent.',
};
const STEPS = [1_000, 500, 250, 100, 50, 25, 10];

export default defineRemediation({
  id: 'clear-queue',
  risk: 'high',
  rows: ['B-QSTOP'],
  fixes: OF_FULL,
  rights: [],
  harborRights: [{ level: 'system', resource: 'jobservice-monitor', action: 'stop' }],
  needs: {},
  uses: { info: harborInfo },
  plan({ check, data: { type, waiting } }, _facts, { info }, pull) {
    if (waiting === 0) return { state: 'not-applicable' };
    return planInHarbor(
      {
        remediation: 'clear-queue',
        does: `Throw away all ${type} jobs that wait`,
        risk: 'high',
        steps: [
          harborStep(pull, {
            method: 'PUT',
            path: `/jobservice/queues/${type}`,
            body: { action: 'stop' },
            done: { by: 'drained', queue: type },
          }),
        ],
        changes: [{ what: `Queue ${type}`, from: roughly(waiting), to: 'nothing waits' }],
        interrupts: AGAIN[type] ?? 'What waits is given up; nobody begins it again.',
        undo: { by: 'none', why: 'Jobs that are thrown away are gone; what made them can make them again.' },
        lock: `queue/${type}`,
        verify: { check, withinS: 120, steadyS: 0 },
        beware: ['Jobs that run go on, and what comes in after it waits as before.'],
      },
      info,
      pull,
      '2.7',
    );
  },
  words: { en: { title: 'Empty the queue', would: 'throw away all jobs that wait in it' } },
});

/** In steps: a plan that is approved should not change with every job that comes in. */
function roughly(waiting: number): string {
  const step = STEPS.find((one) => waiting >= one);
  return step === undefined ? 'fewer than 10 wait' : `${step} or more wait`;
}
