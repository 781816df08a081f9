import { expect, test } from 'vitest';
import componentNotReady from '../../src/checks/kubernetes/component-not-ready.ts';
import restartExporter from '../../src/remediations/restart-exporter.ts';
import { HARBOR, workloads } from './restart-facts.ts';
import { planned } from './setup.ts';

const plan = (state: string, facts: object = {}, component = 'exporter') =>
  planned(
    restartExporter,
    componentNotReady,
    { namespace: 'harbor', pods: [{ component, pod: 'p-old', state }] },
    { 'component-workloads': workloads('exporter'), ...facts },
    HARBOR,
  );

test('it runs and is not ready: restarted', () => {
  expect(plan('Running')).toMatchObject({
    state: 'ready',
    plan: { steps: [{ do: 'patch', target: { name: 'harbor-exporter' } }] },
  });
});

test('it crashes: the kubelet restarts it already', () => {
  expect(plan('CrashLoopBackOff')).toMatchObject({ state: 'not-ready' });
});

test('near miss: another component is not ready', () => {
  expect(plan('Running', {}, 'core')).toEqual({ state: 'not-applicable' });
});
