import { expect, test } from 'vitest';
import policyDisabled from '../../src/checks/replication/policy-disabled.ts';
import deletePolicy from '../../src/remediations/delete-policy.ts';
import { execution, executions, harborOfVersion, policy, REPLICATION } from './harbor-facts.ts';
import { planned } from './setup.ts';

const RECORD = { name: 'nightly-to-dr', description: 'nightly', enabled: false, dest_registry: { id: 3 } };
const OVER = execution(100, { state: 'stopped', endedAt: '2026-11-20T23:10:00.000Z' });
const plan = (facts: object = {}) =>
  planned(
    deletePolicy,
    policyDisabled,
    { name: 'nightly-to-dr' },
    {
      ...harborOfVersion('2.13.1'),
      ...policy({ enabled: false }),
      ...executions(OVER),
      'replication-policy-record': RECORD,
      ...facts,
    },
    REPLICATION,
  );

test('deleted by two people; what it was is kept in the way back, with our mark', () => {
  expect(plan()).toMatchObject({
    state: 'ready',
    plan: {
      risk: 'high',
      steps: [{ method: 'DELETE', path: '/replication/policies/11' }],
      undo: {
        by: 'steps',
        steps: [
          {
            method: 'POST',
            path: '/replication/policies',
            body: { ...RECORD, description: 'nightly (made again by registry-medic, {approval})' },
            done: { by: 'entry', where: { name: 'nightly-to-dr' } },
          },
        ],
      },
      verify: { harbor: { is: 'policy-gone', policy: 11 } },
    },
  });
});

test('not ready: an execution is not over, or the policy could not be read whole', () => {
  expect(plan(executions(execution(101), OVER))).toMatchObject({
    state: 'not-ready',
    why: expect.stringContaining('execution 101 is not over'),
  });
  const unread = { state: 'unknown', why: 'our login may not read it', ms: 1 };
  expect(plan({ 'replication-policy-record': unread })).toMatchObject({
    state: 'not-ready',
    why: 'our login may not read it',
  });
});
