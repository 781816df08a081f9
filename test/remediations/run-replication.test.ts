import { expect, test } from 'vitest';
import notificationRace from '../../src/checks/replication/notification-race.ts';
import quotaExceededTarget from '../../src/checks/replication/quota-exceeded-target.ts';
import type { Check } from '../../src/engine/check.ts';
import runReplication from '../../src/remediations/run-replication.ts';
import { execution, executions, harborOfVersion, policy, REPLICATION, reached } from './harbor-facts.ts';
import { planned } from './setup.ts';

const FAILED = execution(100, { state: 'failed', endedAt: '2026-11-20T23:10:00.000Z' });
const plan = (facts: object = {}, check: Check = notificationRace) =>
  planned(
    runReplication,
    check,
    {},
    { ...harborOfVersion('2.13.1'), ...policy(), ...executions(FAILED), ...reached(true), ...facts },
    REPLICATION,
  );
const refused = (why: string) => ({ state: 'not-ready', why: expect.stringContaining(why) });
const quota = (used: number) => ({
  'target-quota': { host: 'dr.acme.test', project: 'data', used, hard: 100 },
});

test('what failed is begun once more; the way back stops that very execution', () => {
  expect(plan()).toMatchObject({
    state: 'ready',
    plan: {
      risk: 'medium',
      steps: [{ method: 'POST', path: '/replication/executions', body: { policy_id: 11 } }],
      undo: { steps: [{ method: 'PUT', path: '/replication/executions/{made}' }] },
      verify: { check: 'notification-race', harbor: { is: 'execution-succeeded', policy: 11 } },
    },
  });
});

test('it says whether the target is overwritten', () => {
  const said = (override: boolean) => {
    const planning = plan(policy({ override }));
    return planning.state === 'ready' ? planning.plan.interrupts : '';
  };
  expect(said(true)).toMatch(/is overwritten/);
  expect(said(false)).toMatch(/Nothing at the target is overwritten/);
});

test('not ready: disabled, one runs already, the other side does not answer now', () => {
  expect(plan(policy({ enabled: false }))).toMatchObject(refused('disabled'));
  expect(plan(executions(execution(101), FAILED))).toMatchObject(refused('execution 101 is not over'));
  expect(plan(reached(false))).toMatchObject(refused('401 unauthorized'));
  const unseen = { state: 'unknown', why: 'our login may not read it', ms: 1 };
  expect(plan({ 'endpoint-ping': unseen })).toMatchObject(refused('may not read'));
});

test('a full project at the target: only once it is known to have room', () => {
  expect(plan({}, quotaExceededTarget)).toMatchObject(refused('not told'));
  expect(plan(quota(99), quotaExceededTarget)).toMatchObject(refused('still full'));
  expect(plan(quota(40), quotaExceededTarget)).toMatchObject({ state: 'ready' });
});
