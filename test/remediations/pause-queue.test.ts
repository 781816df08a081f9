import { expect, test } from 'vitest';
import endpointDnsFailure from '../../src/checks/replication/endpoint-dns-failure.ts';
import replicationRetrying from '../../src/checks/replication/replication-retrying.ts';
import type { Check } from '../../src/engine/check.ts';
import pauseQueue from '../../src/remediations/pause-queue.ts';
import { harborOfVersion, REPLICATION } from './harbor-facts.ts';
import { planned } from './setup.ts';

const plan = (paused: boolean, version = '2.13.1', check: Check = replicationRetrying, data: object = {}) =>
  planned(
    pauseQueue,
    check,
    data,
    {
      ...harborOfVersion(version),
      'job-samples': [
        {
          at: '2026-11-21T02:00:00.000Z',
          pools: [],
          workers: [],
          queues: [{ type: 'REPLICATION', waiting: 3, latencyS: 5, paused }],
        },
      ],
    },
    REPLICATION,
  );

test('paused, verified by the queue itself, since it mends nothing; the way back resumes it', () => {
  expect(plan(false)).toMatchObject({
    state: 'ready',
    plan: {
      steps: [{ path: '/jobservice/queues/REPLICATION', body: { action: 'pause' } }],
      interrupts: expect.stringContaining('every policy'),
      undo: { steps: [{ body: { action: 'resume' } }] },
      verify: { harbor: { is: 'queue-paused', queue: 'REPLICATION' } },
    },
  });
});

test('not ready: it is paused already, or the API came later', () => {
  expect(plan(true)).toMatchObject({ state: 'not-ready', why: expect.stringContaining('paused already') });
  expect(plan(false, '2.6.4')).toMatchObject({ state: 'not-ready' });
});

test('near miss: what failed is over, so nothing is tried again', () => {
  expect(plan(false, '2.13.1', endpointDnsFailure, { open: true })).toMatchObject({ state: 'ready' });
  expect(plan(false, '2.13.1', endpointDnsFailure, { open: false })).toEqual({ state: 'not-applicable' });
});
