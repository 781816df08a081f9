import { expect, test } from 'vitest';
import operatorStatusStale from '../../src/checks/operator/operator-status-stale.ts';
import fix from '../../src/remediations/restart-operator.ts';
import { HARBOR } from './restart-facts.ts';
import { planned } from './setup.ts';

const POD = {
  namespace: 'harbor-operator-ns',
  name: 'harbor-operator-1',
  uid: 'o-1',
  createdAt: '2026-11-01T00:00:00.000Z',
  owner: { kind: 'Deployment', name: 'harbor-operator' },
};
const plan = (pods: readonly object[]) =>
  planned(fix, operatorStatusStale, { name: 'acme', status: 'unhealthy' }, { 'operator-pods': pods }, HARBOR);

test('its one pod is deleted, where it runs', () => {
  expect(plan([POD])).toMatchObject({
    state: 'ready',
    plan: {
      risk: 'low',
      scope: { namespace: 'harbor-operator-ns' },
      steps: [{ do: 'delete', uid: 'o-1' }],
      verify: { check: 'operator-status-stale', rollout: { name: 'harbor-operator' }, withinS: 300 },
    },
  });
});

test('not found, several, or made by nobody: not ready', () => {
  expect(plan([])).toMatchObject({ state: 'not-ready' });
  expect(plan([POD, POD])).toMatchObject({ state: 'not-ready', why: expect.stringContaining('lease') });
  expect(plan([{ ...POD, owner: null }])).toMatchObject({ state: 'not-ready' });
});
