import { expect, test } from 'vitest';
import deadlock from '../../src/checks/kubernetes/rwo-rolling-update-deadlock.ts';
import fix from '../../src/remediations/release-volume.ts';
import { HARBOR, NEW_POD, OLD_POD, workloads } from './restart-facts.ts';
import { planned } from './setup.ts';

const plan = (component: string, pods: readonly object[]) =>
  planned(
    fix,
    deadlock,
    {
      component,
      namespace: 'harbor',
      workload: `deployment/harbor-${component}`,
      holds: 'p-old',
      waits: 'p-new',
    },
    { 'component-workloads': workloads(component, { modes: ['ReadWriteOnce'], pods } as object) },
    HARBOR,
  );
const CREATING = { ...NEW_POD, reason: 'ContainerCreating' };

test('the old pod is evicted, and nothing else', () => {
  expect(plan('jobservice', [OLD_POD, CREATING])).toMatchObject({
    state: 'ready',
    plan: { steps: [{ do: 'evict', uid: 'p-1' }], beware: [expect.stringContaining('Recreate')] },
  });
});

test('a new pod that cannot pull its image: the old one is all that serves', () => {
  const pulls = { ...NEW_POD, reason: 'ImagePullBackOff' };
  expect(plan('jobservice', [OLD_POD, pulls])).toMatchObject({ state: 'not-ready' });
});

test('never the database', () => {
  expect(plan('database', [OLD_POD, CREATING])).toMatchObject({
    state: 'not-ready',
    why: expect.stringContaining('delete pod p-old'),
  });
});
