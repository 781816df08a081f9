import { expect, test } from 'vitest';
import imageSyncStuck from '../../src/checks/image-controller/image-sync-stuck.ts';
import unstickRepository from '../../src/remediations/unstick-repository.ts';
import { IMAGE_SYNC, imageSync, SYNCING } from '../checks/image-sync-facts.ts';
import { planned } from './setup.ts';

const plan = (mark: string | null, keeper: object | null = null) =>
  planned(
    unstickRepository,
    imageSyncStuck,
    {},
    {
      'image-sync': imageSync({ ...SYNCING, mark }),
      'repository-object': { group: 'image.theriseunion.io', uid: 'r-1', keeper },
    },
    IMAGE_SYNC,
  );
const annotation = (value: string | null) => ({
  do: 'patch',
  uid: 'r-1',
  body: { metadata: { annotations: { 'theriseunion.io/sync-status': value } } },
});

test('its mark is removed; the undo writes it again', () => {
  expect(plan('syncing')).toMatchObject({
    state: 'ready',
    plan: {
      steps: [annotation(null)],
      undo: { steps: [annotation('syncing')] },
      locks: ['prod/repositories.image.theriseunion.io/production/models'],
    },
  });
});

test('near miss: without a mark there is nothing to remove', () => {
  expect(plan(null)).toEqual({ state: 'not-applicable' });
});

test('kept by GitOps: the change belongs there', () => {
  expect(plan('syncing', { by: 'flux', name: 'apps' })).toMatchObject({ state: 'not-ready' });
});
