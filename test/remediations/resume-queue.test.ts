import { expect, test } from 'vitest';
import queuePaused from '../../src/checks/jobservice/queue-paused.ts';
import schedulerPaused from '../../src/checks/jobservice/scheduler-paused.ts';
import resumeQueue from '../../src/remediations/resume-queue.ts';
import { harborOfVersion } from './harbor-facts.ts';
import { HARBOR } from './restart-facts.ts';
import { planned } from './setup.ts';

const put = (queue: string, action: string) => ({
  method: 'PUT',
  path: `/jobservice/queues/${queue}`,
  body: { action },
});

test('the queue that is paused is resumed, and can be paused again', () => {
  const data = { type: 'REPLICATION', waiting: 37, oldest: '50 min' };
  expect(planned(resumeQueue, queuePaused, data, harborOfVersion('2.13.1'), HARBOR)).toMatchObject({
    state: 'ready',
    plan: {
      does: 'Resume the queue of REPLICATION jobs',
      steps: [put('REPLICATION', 'resume')],
      undo: { steps: [put('REPLICATION', 'pause')] },
      locks: ['harbor/harbor/queue/REPLICATION'],
      verify: { check: 'queue-paused' },
    },
  });
});

test('all schedules are one queue', () => {
  const data = { name: 'nightly-to-dr', cron: '0 0 2 * * *' };
  expect(planned(resumeQueue, schedulerPaused, data, harborOfVersion('2.13.1'), HARBOR)).toMatchObject({
    plan: { does: 'Resume all schedules', steps: [put('SCHEDULER', 'resume')] },
  });
});

test('not ready: the API came with 2.7', () => {
  const data = { type: 'REPLICATION', waiting: 37, oldest: null };
  expect(planned(resumeQueue, queuePaused, data, harborOfVersion('2.6.4'), HARBOR)).toEqual({
    state: 'not-ready',
    why: 'it is Harbor 2.6.4, and the API this fix uses came with 2.7',
  });
});
