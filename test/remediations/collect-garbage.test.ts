import { expect, test } from 'vitest';
import garbageNotCollected from '../../src/checks/gc/garbage-not-collected.ts';
import collectGarbage from '../../src/remediations/collect-garbage.ts';
import { harborOfVersion } from './harbor-facts.ts';
import { COLLECTING, HARBOR, NO_COLLECTION, workloads } from './restart-facts.ts';
import { planned } from './setup.ts';

const plan = (facts: object = {}, at = '2026-11-21T01:00:00.000Z') =>
  planned(
    collectGarbage,
    garbageNotCollected,
    { id: 8, at, ago: '25 h', bytes: 734_003_200, counts: '61 blobs, 12 manifests' },
    {
      ...harborOfVersion('2.13.1'),
      collections: NO_COLLECTION,
      'component-workloads': workloads('jobservice', { ready: 1, updated: 1 }),
      ...facts,
    },
    HARBOR,
  );

test('deletes for good: two people, no way back, and the room is shown', () => {
  expect(plan()).toMatchObject({
    state: 'ready',
    plan: {
      risk: 'high',
      steps: [{ body: { parameters: { dry_run: false, delete_untagged: false } } }],
      changes: [{ what: '700 MiB on the storage (61 blobs, 12 manifests)', to: null }],
      undo: { by: 'none' },
      verify: { check: 'garbage-not-collected', harbor: { is: 'collection-succeeded' } },
    },
  });
});

test('not ready: the dry run is of yesterday, one runs, a part that it needs is being restarted', () => {
  const why = (text: string) => ({ state: 'not-ready', why: expect.stringContaining(text) });
  expect(plan({}, '2026-11-20T00:00:00.000Z')).toMatchObject(why('25 h old; count the garbage anew'));
  expect(plan({ collections: COLLECTING })).toMatchObject(why('is running'));
  const rolling = workloads('registry', { ready: 1, updated: 0 });
  expect(plan({ 'component-workloads': rolling })).toMatchObject(why('being restarted'));
});

test('near miss: another part restarts, which no collection needs', () => {
  const rolling = workloads('portal', { ready: 0, updated: 0 });
  expect(plan({ 'component-workloads': rolling })).toMatchObject({ state: 'ready' });
});
