import { expect, test } from 'vitest';
import componentNotReady from '../../src/checks/kubernetes/component-not-ready.ts';
import fix from '../../src/remediations/restart-database.ts';
import { HARBOR, workloads } from './restart-facts.ts';
import { planned } from './setup.ts';

const plan = (component: string) =>
  planned(
    fix,
    componentNotReady,
    { namespace: 'harbor', pods: [{ component, pod: 'p-old', state: 'Running' }] },
    { 'component-workloads': workloads('database') },
    HARBOR,
  );

test('named and never offered, with the command for who has a backup', () => {
  expect(plan('database')).toMatchObject({
    state: 'not-ready',
    why: expect.stringContaining('kubectl -n harbor delete pod p-old'),
  });
});

test('near miss: another component is not ready', () => {
  expect(plan('core')).toEqual({ state: 'not-applicable' });
});
