import queuePaused from '../checks/jobservice/queue-paused.ts';
import schedulerPaused from '../checks/jobservice/scheduler-paused.ts';
import type { CheckOf } from '../engine/check.ts';
import type { Step } from '../engine/plan.ts';
import { defineRemediation } from '../engine/remediation.ts';
import { harborStep, planInHarbor } from '../facts/harbor-fix.ts';
import { harborInfo } from '../probes/installation/harbor-info.ts';

/** Schedules are a queue of their own to the dashboard. */
const SCHEDULER = 'SCHEDULER';
const PAUSED: readonly CheckOf<object>[] = [queuePaused, schedulerPaused];

export default defineRemediation({
  id: 'resume-queue',
  risk: 'low',
  rows: ['B-QPAUSE'],
  fixes: PAUSED,
  rights: [],
  harborRights: [{ level: 'system', resource: 'jobservice-monitor', action: 'stop' }],
  needs: {},
  uses: { info: harborInfo },
  plan({ check, data }, _facts, { info }, pull) {
    const type = 'type' in data ? String(data.type) : SCHEDULER;
    const what = type === SCHEDULER ? 'All schedules' : `Queue ${type}`;
    const put = (action: 'pause' | 'resume'): Step =>
      harborStep(pull, { method: 'PUT', path: `/jobservice/queues/${type}`, body: { action } });
    return planInHarbor(
      {
        remediation: 'resume-queue',
        does: type === SCHEDULER ? 'Resume all schedules' : `Resume the queue of ${type} jobs`,
        risk: 'low',
        steps: [put('resume')],
        changes: [{ what, from: 'paused', to: 'open' }],
        interrupts:
          type === SCHEDULER
            ? 'Nothing. What was missed meanwhile is not made up for.'
            : 'Nothing. All that waits in it begins at once.',
        undo: {
          by: 'steps',
          says: type === SCHEDULER ? 'Pause all schedules again.' : `Pause the queue of ${type} jobs again.`,
          steps: [put('pause')],
          changes: [{ what, from: 'open', to: 'paused' }],
        },
        lock: `queue/${type}`,
        verify: { check, withinS: 60, steadyS: 0 },
        beware: ['Somebody paused it, and Harbor does not say who or why: ask before the yes.'],
      },
      info,
      pull,
      '2.7',
    );
  },
  words: { en: { title: 'Resume the queue', would: 'resume the paused queue' } },
});
