import { expect, test } from 'vitest';
import { finding, outcome } from '../given.ts';
import { installation } from '../installations.ts';

const ID = 'node-disk-pressure';
const disk = (over: object = {}) => ({
  node: 'worker-2',
  runtime: 'containerd://1.7.24',
  pressure: { says: 'DiskPressure=True (KubeletHasDiskPressure): kubelet has disk pressure', since: null },
  events: [
    {
      reason: 'FreeDiskSpaceFailed',
      says: 'Attempted to free 8589934592 bytes, but only found 0 bytes eligible to free.',
      at: '2026-03-01T03:00:00Z',
    },
  ],
  evicted: 3,
  images: [{ names: ['harbor.acme.test/ml/train:9'], size: 9 * 2 ** 30 }],
  crowded: { repository: 'harbor.acme.test/shop/web', versions: 14 },
  all: 20 * 2 ** 30,
  disk: 100 * 2 ** 30,
  ...over,
});
const facts = (...troubled: object[]) => ({ 'node-disks': { seen: 5, troubled } });

test('pressure with evictions, and nothing the kubelet may remove', () => {
  const { text, steps } = finding(ID, facts(disk()), installation());
  expect(text).toBe(
    'Node `worker-2` is short of disk: 3 pods were evicted, and the kubelet found no image it may remove.',
  );
  const printed = steps('en').join('\n');
  expect(printed).toContain('`crictl rmi --prune`');
  expect(printed).toContain('`imageMinimumGCAge`');
  expect(printed).not.toContain('docker image prune -a --filter');
  expect(printed).toContain('`harbor.acme.test/shop/web` lies there in 14 versions.');
});

test('a Docker node gets Docker’s commands, with what they destroy', () => {
  const { steps } = finding(ID, facts(disk({ runtime: 'docker://20.10.21' })), installation());
  expect(steps('en').join('\n')).toMatch(/Not `docker system prune -a --volumes`: .* destroys the volumes/);
});

test('nodes with room pass', () => {
  expect(outcome(ID, facts(), installation())).toBe('pass');
});

test('near miss: an old event of a node that has room again', () => {
  expect(outcome(ID, facts(disk({ pressure: null })), installation())).toBe('pass');
});
