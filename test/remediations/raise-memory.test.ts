import { expect, test } from 'vitest';
import check from '../../src/checks/kubernetes/component-oom-killed.ts';
import fix from '../../src/remediations/raise-memory.ts';
import { HARBOR, limited, MIB, ROOM } from './raise-facts.ts';
import { planned } from './setup.ts';

const plan = (over: Readonly<Record<string, unknown>> = {}, component = 'core') =>
  planned(
    fix,
    check,
    { component, pod: 'p-old', namespace: 'harbor', owner: null, restarts: 14 },
    {
      'component-workloads': limited(component, { memory: 512 * MIB, cpu: null }),
      components: { namespace: 'harbor', components: [{ component, pod: 'p-old', container: component }] },
      'memory-room': ROOM,
      ...over,
    },
    HARBOR,
  );
const limits = (memory: string, name = 'core') => ({
  spec: { template: { spec: { containers: [{ name, resources: { limits: { memory } } }] } } },
});

test('twice what it had, where a node has that; the way back is what it had', () => {
  expect(plan()).toMatchObject({
    state: 'ready',
    plan: {
      risk: 'medium',
      steps: [{ how: 'strategic', uid: 'u-1', body: limits('1024Mi') }],
      undo: { steps: [{ body: limits('512Mi') }] },
      verify: { check: 'component-oom-killed', rollout: { name: 'harbor-core' }, steadyS: 60 },
    },
  });
});

test('the broken pod of a StatefulSet is deleted as well', () => {
  const sts = { kind: 'StatefulSet', plural: 'statefulsets', ready: 0 };
  const of = limited('trivy', { memory: 512 * MIB, cpu: null }, sts);
  expect(plan({ 'component-workloads': of }, 'trivy')).toMatchObject({
    plan: { steps: [{ do: 'patch' }, { do: 'delete', uid: 'p-1' }] },
  });
});

test.each([
  [
    'no limit',
    { 'component-workloads': limited('core', { memory: null, cpu: null }) },
    /no limit of its own/,
  ],
  ['no node with room', { 'memory-room': { ...ROOM, onNodes: 600 * MIB } }, /1024Mi.*600Mi left/],
  ['a quota in the way', { 'memory-room': { ...ROOM, inQuota: 100 * MIB } }, /quota has 100Mi/],
  [
    'an operator that keeps it',
    {
      'component-workloads': limited(
        'core',
        { memory: 512 * MIB, cpu: null },
        {
          keeper: { by: 'operator', name: 'Core/acme' },
        },
      ),
    },
    /Core\/acme.*resources\.limits\.memory: 1024Mi/,
  ],
  [
    'a volume for one node',
    {
      'component-workloads': limited(
        'core',
        { memory: 512 * MIB, cpu: null },
        {
          claims: [{ name: 'data', from: 'volume' }],
          modes: ['ReadWriteOnce'],
        },
      ),
    },
    /Recreate/,
  ],
])('not with %s', (_, over, why) => {
  expect(plan(over)).toMatchObject({ state: 'not-ready', why: expect.stringMatching(why) });
});

test('never the database', () => {
  expect(plan({}, 'database')).toMatchObject({ state: 'not-ready' });
});
