import { expect, test } from 'vitest';
import { repositoryOf } from '../../../src/engine/kubernetes/repository.ts';
import { object } from './objects.ts';

const spec = {
  repository: 'shop/cart',
  tag: 'v1.0.0',
  registryRef: { name: 'harbor' },
  syncTimeout: '30m',
  retryCount: 3,
};

test('a failed sync with everything its spec says', () => {
  const status = { syncStatus: 'Failed', syncProgress: '45%', lastSynced: '2026-11-20T10:00:00Z' };
  const meta = {
    annotations: { 'theriseunion.io/manual-sync': '1795341600', 'theriseunion.io/sync-status': 'syncing' },
  };
  expect(repositoryOf(object({ meta, spec, status }))).toMatchObject({
    repository: 'shop/cart',
    tag: 'v1.0.0',
    tagInPath: null,
    registry: 'harbor',
    syncTimeoutMs: 1_800_000,
    retryCount: 3,
    sync: {
      status: 'Failed',
      state: 'failed',
      progress: 45,
      lastSynced: '2026-11-20T10:00:00Z',
      askedAt: '2026-11-22T10:00:00.000Z',
      mark: 'syncing',
    },
  });
});

test.each([
  ['Syncing', 'syncing'],
  ['同步中', 'syncing'],
  ['同步失败', 'failed'],
  ['Success', 'done'],
  ['Synced', 'done'],
  ['Paused', 'unknown'],
])('%s is %s', (syncStatus, state) => {
  expect(repositoryOf(object({ spec, status: { syncStatus } })).sync.state).toBe(state);
});

test.each([
  ['shop/cart:v1.0.0', 'v1.0.0'],
  ['registry.acme.io:8443/shop/cart', null],
  ['shop/cart', null],
])('the tag in the path %s', (repository, tagInPath) => {
  expect(repositoryOf(object({ spec: { repository } })).tagInPath).toBe(tagInPath);
});

test.each([
  ['10m', 600_000],
  [900, 900_000],
  ['900', 900_000],
  ['soon', null],
])('a time-out of %j', (syncTimeout, ms) => {
  expect(repositoryOf(object({ spec: { syncTimeout } })).syncTimeoutMs).toBe(ms);
});

test('near miss: a new one has no status, a number as tag stays a tag, progress stays within 100', () => {
  const fresh = repositoryOf(object({ spec: { ...spec, tag: 8 }, status: { syncProgress: 250 } }));
  expect(fresh).toMatchObject({ tag: '8', sync: { status: null, state: 'unknown', progress: 100 } });
});
