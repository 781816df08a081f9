import { expect, test } from 'vitest';
import jobUnknown from '../../src/checks/jobservice/job-unknown-to-jobservice.ts';
import stopReplication from '../../src/remediations/stop-replication.ts';
import { DISCOVERED, execution, executions, harborOfVersion, policy, REPLICATION } from './harbor-facts.ts';
import { planned } from './setup.ts';

const plan = (facts: object, pull = REPLICATION) =>
  planned(stopReplication, jobUnknown, {}, { ...harborOfVersion('2.13.1'), ...policy(), ...facts }, pull);
const over = { state: 'failed', endedAt: '2026-11-20T23:10:00.000Z' } as const;

test('the execution that hangs is stopped; the way back runs the policy again, once', () => {
  expect(plan(executions(execution(101, over), execution(100)))).toMatchObject({
    state: 'ready',
    plan: {
      risk: 'low',
      scope: { cluster: null, namespace: null, registry: 'harbor' },
      steps: [{ do: 'harbor', registry: 'harbor', method: 'PUT', path: '/replication/executions/100' }],
      changes: [{ what: 'Execution 100 of nightly-to-dr, begun 2026-11-20 23:00 UTC', to: 'stopped' }],
      undo: {
        by: 'steps',
        steps: [
          {
            method: 'POST',
            body: { policy_id: 11 },
            done: { by: 'new-entry', where: { policy_id: 11, trigger: 'manual' } },
          },
        ],
      },
      locks: ['harbor/harbor/replication-policy/11'],
      verify: { check: 'job-unknown-to-jobservice', withinS: 120 },
    },
  });
});

test('what piled up behind it goes with it, but not what began minutes ago', () => {
  const young = execution(103, { startedAt: '2026-11-21T01:50:00.000Z' });
  expect(plan(executions(young, execution(102), execution(100)))).toMatchObject({
    plan: { steps: [{ path: '/replication/executions/100' }, { path: '/replication/executions/102' }] },
  });
});

test('a policy that is disabled could not be run again, and that is said', () => {
  const facts = { ...executions(execution(100)), ...policy({ enabled: false }) };
  expect(plan(facts)).toMatchObject({
    plan: { undo: { by: 'none', why: expect.stringMatching(/disabled/) } },
  });
});

test('not ready: Harbor 1.x, a Harbor that is not configured, a version that is not told', () => {
  const facts = executions(execution(100));
  expect(plan({ ...facts, ...harborOfVersion('1.10.4') })).toMatchObject({
    state: 'not-ready',
    why: expect.stringContaining('it is Harbor 1.10.4: before 2.0 the API is another one'),
  });
  expect(plan(facts, DISCOVERED)).toMatchObject({
    state: 'not-ready',
    why: expect.stringContaining('not among `registries`'),
  });
  expect(plan({ ...facts, ...harborOfVersion(null) })).toMatchObject({ state: 'not-ready' });
});

test('near miss: it is over by now', () => {
  expect(plan(executions(execution(100, over)))).toEqual({ state: 'not-applicable' });
});
