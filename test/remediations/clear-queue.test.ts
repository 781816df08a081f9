import { expect, test } from 'vitest';
import queuePaused from '../../src/checks/jobservice/queue-paused.ts';
import clearQueue from '../../src/remediations/clear-queue.ts';
import { harborOfVersion } from './harbor-facts.ts';
import { HARBOR } from './restart-facts.ts';
import { planned } from './setup.ts';

const plan = (waiting: number, version = '2.13.1') =>
  planned(
    clearQueue,
    queuePaused,
    { type: 'REPLICATION', waiting, oldest: '50 min' },
    harborOfVersion(version),
    HARBOR,
  );

test('what waits is thrown away once, by two people, and there is no way back', () => {
  expect(plan(37)).toMatchObject({
    state: 'ready',
    plan: {
      risk: 'high',
      steps: [
        {
          path: '/jobservice/queues/REPLICATION',
          body: { action: 'stop' },
          done: { by: 'drained', queue: 'REPLICATION' },
        },
      ],
      changes: [{ from: '25 or more wait', to: 'nothing waits' }],
      interrupts: expect.stringContaining('every policy'),
      undo: { by: 'none' },
    },
  });
});

test('a few jobs more do not make it another plan; many more do', () => {
  expect(plan(37)).toEqual(plan(49));
  expect(plan(37)).not.toEqual(plan(50));
});

test('near miss: nothing waits any more', () => {
  expect(plan(0)).toEqual({ state: 'not-applicable' });
});

test('not ready: the API came with 2.7', () => {
  expect(plan(37, '2.6.0')).toMatchObject({ state: 'not-ready' });
});
