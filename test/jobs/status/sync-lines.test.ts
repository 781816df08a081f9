import { expect, test } from 'vitest';
import type { KubeObject } from '../../../src/engine/kube-object.ts';
import { repositoryOf } from '../../../src/engine/kubernetes/repository.ts';
import { theriseunionRegistrySecretOf } from '../../../src/engine/kubernetes/theriseunion-registry-secret.ts';
import { syncLines } from '../../../src/jobs/status/sync-lines.ts';
import { allChecks } from '../../checks/all-checks.ts';

const NOW = new Date('2026-03-01T03:00:00Z');
const source = (domain: string, verify: string): KubeObject => ({
  metadata: {
    namespace: 'production',
    name: 'harbor',
    annotations: { 'theriseunion.io/verify-status': verify },
  },
  spec: { domain },
});
const repository = (name: string, status: Readonly<Record<string, unknown>>): KubeObject => ({
  metadata: { namespace: 'production', name, creationTimestamp: '2026-02-01T00:00:00Z' },
  spec: { repository: `data/${name}`, tag: '1', syncTimeout: '10m' },
  status,
});
const linesOf = (sources: readonly KubeObject[], repositories: readonly KubeObject[]) =>
  syncLines(
    { sources: sources.map(theriseunionRegistrySecretOf), repositories: repositories.map(repositoryOf) },
    allChecks,
    NOW,
  );

test('a failed Repository, one that stands still and a source that cannot be reached', () => {
  const { troubles, notes } = linesOf(
    [source('harbor.acme.test', 'Failed')],
    [
      repository('cart', { syncStatus: 'Failed' }),
      repository('models', { syncStatus: 'Syncing', syncProgress: 45, lastSynced: '2026-03-01T00:00:00Z' }),
      repository('web', { syncStatus: 'Success', lastSynced: '2026-03-01T02:50:00Z' }),
    ],
  );
  expect(troubles.map(({ cause, says, quote }) => [cause, says, quote])).toEqual([
    [
      'registry-connection-failed',
      'The connection test of the source `production/harbor` (`harbor.acme.test`) failed.',
      'verify-status: Failed',
    ],
    ['image-sync-failed', '1 of 3 Repositories failed to sync: `production/cart`.', 'syncStatus: Failed'],
    [
      'image-sync-stuck',
      'The sync of `production/models` stands at 45 %, last done 180 min ago.',
      'syncStatus: Syncing, syncProgress: 45',
    ],
  ]);
  expect(troubles.every(({ steps = [] }) => steps.length > 0)).toBe(true);
  expect(notes.map(({ says }) => says)).toEqual([
    '1 image source: `production/harbor` (`harbor.acme.test`) Failed.',
    '1 of 3 Repositories synced.',
  ]);
});

test('a domain with a scheme is told as such', () => {
  expect(linesOf([source('https://harbor.acme.test/v2/', 'Failed')], []).troubles).toMatchObject([
    { cause: 'spec-domain-has-scheme', says: expect.stringContaining('is written with a scheme') },
  ]);
});

test('near miss: a sync that has just begun does not stand still, and all is well else', () => {
  const { troubles, notes } = linesOf(
    [source('harbor.acme.test', 'Success')],
    [repository('models', { syncStatus: 'Syncing', syncProgress: 5, lastSynced: '2026-03-01T02:50:00Z' })],
  );
  expect(troubles).toEqual([]);
  expect(notes.map(({ says }) => says)).toEqual([
    '1 image source: `production/harbor` (`harbor.acme.test`) Success.',
    '0 of 1 Repositories synced.',
  ]);
});
