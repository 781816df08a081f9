import { expect, test } from 'vitest';
import quotaExceeded from '../../src/checks/pull/quota-exceeded.ts';
import raiseQuota from '../../src/remediations/raise-quota.ts';
import { HARBOR_PROJECT } from './harbor-facts.ts';
import { planned } from './setup.ts';

const GIB = 1_073_741_824;
const PUSH = { image: 'harbor.acme.test/shop/cart:1.8.2', op: 'push' } as const;
const plan = (over: object = {}, project: object = {}) =>
  planned(
    raiseQuota,
    quotaExceeded,
    {},
    {
      'harbor-project': { ...HARBOR_PROJECT, ...project },
      'project-room': { quota: { id: 7, hard: 10 * GIB, used: 10 * GIB }, free: 100 * GIB, ...over },
    },
    PUSH,
  );
const why = (text: string) => ({ state: 'not-ready', why: expect.stringContaining(text) });

test('a quarter more, to whole GiB; the way back is the old value', () => {
  expect(plan()).toMatchObject({
    state: 'ready',
    plan: {
      risk: 'medium',
      scope: { cluster: null, registry: 'harbor' },
      steps: [{ method: 'PUT', path: '/quotas/7', body: { hard: { storage: 13 * GIB } } }],
      changes: [{ what: 'Quota of project shop', from: '10 GiB', to: '13 GiB' }],
      undo: { steps: [{ body: { hard: { storage: 10 * GIB } } }] },
      locks: ['harbor/harbor/quota/7'],
      verify: { check: 'quota-exceeded' },
    },
  });
});

test('object storage has no end that Harbor knows; that it costs is said', () => {
  expect(plan({ free: 'object-storage' })).toMatchObject({
    plan: { interrupts: expect.stringContaining('costs by the byte') },
  });
});

test('not ready: room by now, no room below, nobody tells, robots may not yet', () => {
  expect(plan({ quota: { id: 7, hard: 10 * GIB, used: 9 * GIB } })).toMatchObject(why('has room'));
  expect(plan({ free: 5 * GIB })).toMatchObject(why('the storage has 5 GiB left'));
  expect(plan({ free: null })).toMatchObject(why('not told'));
  expect(plan({}, { version: '2.11.0' })).toMatchObject(why('came with 2.12'));
});
