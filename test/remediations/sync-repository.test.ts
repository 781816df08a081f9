import { expect, test } from 'vitest';
import imageSyncFailed from '../../src/checks/image-controller/image-sync-failed.ts';
import syncRepository from '../../src/remediations/sync-repository.ts';
import { IMAGE_SYNC, imageSync } from '../checks/image-sync-facts.ts';
import { planned } from './setup.ts';

const plan = (ended: string, keeper: object | null = null) =>
  planned(
    syncRepository,
    imageSyncFailed,
    {},
    {
      'image-sync': imageSync(),
      'repository-object': { group: 'image.theriseunion.io', uid: 'r-1', keeper },
      manifest: { url: 'https://harbor.acme.test/v2/', attempts: [{ ended }], found: null },
    },
    IMAGE_SYNC,
  );
const annotation = (value: string | null) => ({
  how: 'merge',
  body: { metadata: { annotations: { 'theriseunion.io/manual-sync': value } } },
});

test('the source gives the manifest: a sync is asked for, and given ten minutes', () => {
  expect(plan('found')).toMatchObject({
    state: 'ready',
    plan: {
      risk: 'low',
      steps: [annotation('{approvedAtSeconds}')],
      undo: { steps: [annotation(null)] },
      verify: { check: 'image-sync-failed', withinS: 600 },
    },
  });
});

test('near miss: the source does not give it, so it would fail again', () => {
  expect(plan('not-found')).toMatchObject({ state: 'not-ready' });
});

test('kept by Helm: it is done, and said that it is kept', () => {
  expect(plan('found', { by: 'helm', name: 'images' })).toMatchObject({ state: 'ready' });
  expect(plan('found', { by: 'argocd', name: 'images' })).toMatchObject({ state: 'not-ready' });
});
