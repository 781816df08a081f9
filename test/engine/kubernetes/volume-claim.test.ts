import { expect, test } from 'vitest';
import { volumeClaimOf } from '../../../src/engine/kubernetes/volume-claim.ts';
import { object } from './objects.ts';

test.each([
  [['ReadWriteOnce'], 'one-node'],
  [['ReadWriteOncePod'], 'one-pod'],
  [['ReadWriteOnce', 'ReadWriteMany'], 'nodes'],
  [[], 'unknown'],
])('%j may be shared by %s', (accessModes, sharing) => {
  expect(volumeClaimOf(object({ spec: { accessModes } })).sharing).toBe(sharing);
});

test('bound, with what it wanted and what it got', () => {
  const spec = {
    accessModes: ['ReadWriteOnce'],
    storageClassName: 'fast',
    volumeName: 'pvc-1',
    resources: { requests: { storage: '5Gi' } },
  };
  const status = { phase: 'Bound', capacity: { storage: '10Gi' } };
  expect(volumeClaimOf(object({ spec, status }))).toMatchObject({
    phase: 'Bound',
    storageClass: 'fast',
    volume: 'pvc-1',
    requested: 5 * 1024 ** 3,
    capacity: 10 * 1024 ** 3,
  });
});

test('near miss: pending has wanted, but got nothing; the status tells the modes that the spec leaves out', () => {
  const spec = { resources: { requests: { storage: '5Gi' } } };
  const pending = volumeClaimOf(
    object({ spec, status: { phase: 'Pending', accessModes: ['ReadWriteMany'] } }),
  );
  expect(pending).toMatchObject({ phase: 'Pending', capacity: null, sharing: 'nodes' });
});
