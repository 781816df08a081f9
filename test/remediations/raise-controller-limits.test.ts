import { expect, test } from 'vitest';
import check from '../../src/checks/image-controller/image-controller-starved.ts';
import fix from '../../src/remediations/raise-controller-limits.ts';
import { HARBOR, limited, MIB, ROOM } from './raise-facts.ts';
import { planned } from './setup.ts';

const plan = (what: string, deployment = 'harbor-image-controller') =>
  planned(
    fix,
    check,
    { pod: 'p-old', deployment, what, percent: 97 },
    {
      'component-workloads': limited('image-controller', { memory: 128 * MIB, cpu: 0.4 }),
      'controller-usage': [{ pod: 'p-old', container: 'image-controller', deployment }],
      'memory-room': ROOM,
    },
    HARBOR,
  );
const limits = (of: object) => ({
  steps: [{ body: { spec: { template: { spec: { containers: [{ resources: { limits: of } }] } } } } }],
});

test('the limit that it fills, to what the guide gives it at least', () => {
  expect(plan('memory')).toMatchObject({ state: 'ready', plan: limits({ memory: '512Mi' }) });
  expect(plan('CPU')).toMatchObject({ state: 'ready', plan: limits({ cpu: '800m' }) });
});

test('near miss: a Deployment that is not there', () => {
  expect(plan('memory', 'other')).toMatchObject({ state: 'not-ready' });
});
