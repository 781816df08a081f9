import { expect, test } from 'vitest';
import imageSyncStuck from '../../src/checks/image-controller/image-sync-stuck.ts';
import restartImageController from '../../src/remediations/restart-image-controller.ts';
import { IMAGE_SYNC, repositoryObject, SYNCING } from '../checks/image-sync-facts.ts';
import { workloads } from './restart-facts.ts';
import { planned } from './setup.ts';

const plan = (names: readonly string[], over: Parameters<typeof workloads>[1] = {}) =>
  planned(
    restartImageController,
    imageSyncStuck,
    { name: 'production/models' },
    {
      'component-workloads': workloads('image-controller', over),
      'image-syncs': { sources: [], repositories: names.map((name) => repositoryObject(SYNCING, { name })) },
    },
    IMAGE_SYNC,
  );

test('what else it syncs is counted', () => {
  expect(plan(['models', 'other'])).toMatchObject({
    state: 'ready',
    plan: { interrupts: '1 other sync that runs is cut and begun again.' },
  });
});

test('near miss: the sync that hangs is not another one', () => {
  expect(plan(['models'])).toMatchObject({ plan: { interrupts: 'No other sync runs.' } });
});

test('while it rolls it is not ready', () => {
  expect(plan([], { updated: 0 })).toMatchObject({ state: 'not-ready' });
});
