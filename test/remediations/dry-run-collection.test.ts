import { expect, test } from 'vitest';
import collectionFailed from '../../src/checks/gc/collection-failed.ts';
import garbageNotCollected from '../../src/checks/gc/garbage-not-collected.ts';
import type { Check } from '../../src/engine/check.ts';
import dryRunCollection from '../../src/remediations/dry-run-collection.ts';
import { harborOfVersion } from './harbor-facts.ts';
import { COLLECTING, HARBOR, NO_COLLECTION } from './restart-facts.ts';
import { planned } from './setup.ts';

const plan = (facts: object = {}, check: Check = collectionFailed, at = '2026-11-20T00:00:00.000Z') =>
  planned(
    dryRunCollection,
    check,
    { at },
    { ...harborOfVersion('2.13.1'), collections: NO_COLLECTION, ...facts },
    HARBOR,
  );

test('counts, deletes nothing, and is verified by the run that it began', () => {
  expect(plan()).toMatchObject({
    state: 'ready',
    plan: {
      risk: 'low',
      steps: [
        {
          path: '/system/gc/schedule',
          body: { schedule: { type: 'Manual' }, parameters: { dry_run: true, delete_untagged: false } },
          done: { by: 'new-entry', where: { job_parameters: { dry_run: true } } },
        },
      ],
      verify: { harbor: { is: 'dry-run-succeeded' } },
    },
  });
});

test('what was counted yesterday is counted anew; what was counted an hour ago is not', () => {
  expect(plan({}, garbageNotCollected)).toMatchObject({ state: 'ready' });
  expect(plan({}, garbageNotCollected, '2026-11-21T01:00:00.000Z')).toEqual({ state: 'not-applicable' });
});

test('not ready: one runs, or Harbor knows no dry run', () => {
  expect(plan({ collections: COLLECTING })).toMatchObject({
    state: 'not-ready',
    why: expect.stringContaining('collection 7 is running'),
  });
  expect(plan(harborOfVersion('2.0.6'))).toMatchObject({ state: 'not-ready' });
});
