import { expect, test } from 'vitest';
import workersStarved from '../../src/checks/jobservice/workers-starved.ts';
import stopJob from '../../src/remediations/stop-job.ts';
import { harborOfVersion } from './harbor-facts.ts';
import { HARBOR } from './restart-facts.ts';
import { planned } from './setup.ts';

const worker = (id: string, type: string | null, startedAt = '2026-11-21T00:00:00.000Z') => ({
  id: `w-${id}`,
  pool: 'p',
  job: type === null ? null : { type, id, startedAt, checkedInAt: null },
});
const plan = (workers: readonly object[], version = '2.13.1') =>
  planned(
    stopJob,
    workersStarved,
    {},
    {
      ...harborOfVersion(version),
      'job-samples': [{ at: '2026-11-21T02:00:00.000Z', pools: [], workers, queues: [] }],
    },
    HARBOR,
  );

test('the job that holds a worker the longest, and only that one', () => {
  const workers = [worker('j2', 'REPLICATION'), worker('j1', 'REPLICATION', '2026-11-20T23:00:00.000Z')];
  expect(plan(workers)).toMatchObject({
    state: 'ready',
    plan: {
      risk: 'medium',
      steps: [{ method: 'PUT', path: '/jobservice/jobs/j1', body: { action: 'stop' } }],
      changes: [{ what: 'Job j1 (REPLICATION), begun 2026-11-20 23:00 UTC', to: 'stopped' }],
    },
  });
});

test('of a collection it says what it leaves', () => {
  expect(plan([worker('j1', 'GARBAGE_COLLECTION')])).toMatchObject({
    plan: { interrupts: expect.stringContaining('what it deleted is gone') },
  });
});

test('not ready: nobody holds one now, or the API came later', () => {
  expect(plan([worker('x', null)])).toMatchObject({ state: 'not-ready' });
  expect(plan([worker('j1', 'REPLICATION')], '2.6.4')).toMatchObject({ state: 'not-ready' });
});
