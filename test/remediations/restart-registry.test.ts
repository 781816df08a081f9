import { expect, test } from 'vitest';
import componentNotReady from '../../src/checks/kubernetes/component-not-ready.ts';
import restartRegistry from '../../src/remediations/restart-registry.ts';
import { COLLECTING, HARBOR, NO_COLLECTION, workloads } from './restart-facts.ts';
import { planned } from './setup.ts';

const plan = (state: string, facts: object = {}, component = 'registry') =>
  planned(
    restartRegistry,
    componentNotReady,
    { namespace: 'harbor', pods: [{ component, pod: 'p-old', state }] },
    { 'component-workloads': workloads('registry'), collections: NO_COLLECTION, ...facts },
    HARBOR,
  );

test('it runs and is not ready: restarted', () => {
  expect(plan('Running')).toMatchObject({
    state: 'ready',
    plan: { steps: [{ do: 'patch', target: { name: 'harbor-registry' } }] },
  });
});

test('it crashes: the kubelet restarts it already', () => {
  expect(plan('CrashLoopBackOff')).toMatchObject({ state: 'not-ready' });
});

test('near miss: another component is not ready', () => {
  expect(plan('Running', {}, 'core')).toEqual({ state: 'not-applicable' });
});

test('not while garbage is collected', () => {
  expect(plan('Running', { collections: COLLECTING })).toMatchObject({ state: 'not-ready' });
});
