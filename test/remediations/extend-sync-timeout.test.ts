import { expect, test } from 'vitest';
import check from '../../src/checks/image-controller/sync-timeout-too-short.ts';
import fix from '../../src/remediations/extend-sync-timeout.ts';
import { ABSENT, FOUND, IMAGE_SYNC, imageSync, OBJECT } from './repository-facts.ts';
import { planned } from './setup.ts';

const DATA = { namespace: 'production', name: 'models', size: '14 GiB', timeout: 10, needs: 20 };
const plan = (data: object = {}, over: Readonly<Record<string, unknown>> = {}) =>
  planned(
    fix,
    check,
    { ...DATA, ...data },
    { 'image-sync': imageSync(), 'repository-object': OBJECT, manifest: FOUND, ...over },
    IMAGE_SYNC,
  );

test('half as much again as it needs, thirty minutes at least; verified for as long', () => {
  expect(plan()).toMatchObject({
    state: 'ready',
    plan: {
      steps: [
        {
          body: { spec: { syncTimeout: '30m', retryCount: 5 } },
          was: { spec: { syncTimeout: '10m', retryCount: 3 } },
        },
      ],
      undo: { steps: [{ body: { spec: { syncTimeout: '10m', retryCount: 3 } } }] },
      verify: { withinS: 1800 },
    },
  });
  expect(plan({ needs: 60 })).toMatchObject({
    plan: { steps: [{ body: { spec: { syncTimeout: '90m' } } }] },
  });
});

test('near misses: it would need half a day, or the source does not give the image', () => {
  expect(plan({ needs: 700 })).toMatchObject({ state: 'not-ready', why: expect.stringContaining('nearer') });
  expect(plan({}, { manifest: ABSENT })).toMatchObject({ state: 'not-ready' });
});
