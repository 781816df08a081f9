import { expect, test } from 'vitest';
import componentNotReady from '../../src/checks/kubernetes/component-not-ready.ts';
import restartPortal from '../../src/remediations/restart-portal.ts';
import { HARBOR, workloads } from './restart-facts.ts';
import { planned } from './setup.ts';

const plan = (state: string, facts: object = {}, component = 'portal') =>
  planned(
    restartPortal,
    componentNotReady,
    { namespace: 'harbor', pods: [{ component, pod: 'p-old', state }] },
    { 'component-workloads': workloads('portal'), ...facts },
    HARBOR,
  );

test('it runs and is not ready: restarted', () => {
  expect(plan('Running')).toMatchObject({
    state: 'ready',
    plan: { steps: [{ do: 'patch', target: { name: 'harbor-portal' } }] },
  });
});

test('it crashes: the kubelet restarts it already', () => {
  expect(plan('CrashLoopBackOff')).toMatchObject({ state: 'not-ready' });
});

test('near miss: another component is not ready', () => {
  expect(plan('Running', {}, 'core')).toEqual({ state: 'not-applicable' });
});
