import { expect, test } from 'vitest';
import { nodeOf } from '../../../src/engine/kubernetes/node.ts';
import { object } from './objects.ts';

const condition = (type: string, status: string) => ({
  type,
  status,
  reason: `Kubelet${type}`,
  lastTransitionTime: '2026-11-20T10:00:00Z',
});

test('a node under disk pressure, with since when, its taint and its largest images', () => {
  const node = nodeOf(
    object({
      meta: { name: 'worker-3' },
      spec: {
        unschedulable: true,
        taints: [{ key: 'node.kubernetes.io/disk-pressure', effect: 'NoSchedule' }],
      },
      status: {
        conditions: [condition('DiskPressure', 'True'), condition('Ready', 'True')],
        nodeInfo: { containerRuntimeVersion: 'docker://20.10.21' },
        addresses: [
          { type: 'InternalIP', address: '10.20.0.13' },
          { type: 'Hostname', address: 'worker-3' },
        ],
        allocatable: { cpu: '4', memory: '16Gi', 'ephemeral-storage': '100Gi' },
        images: [
          { names: ['small:1'], sizeBytes: 10 },
          { names: ['large@sha256:1', 'large:1'], sizeBytes: 5_000_000_000 },
        ],
      },
    }),
  );
  expect(node).toMatchObject({
    name: 'worker-3',
    troubles: [{ type: 'DiskPressure', since: '2026-11-20T10:00:00Z' }],
    taints: [{ key: 'node.kubernetes.io/disk-pressure', value: '', effect: 'NoSchedule' }],
    isCordoned: true,
    runtime: 'docker://20.10.21',
    addresses: ['10.20.0.13'],
    allocatable: { cpu: 4, memory: 16 * 1024 ** 3, disk: 100 * 1024 ** 3 },
    images: [{ size: 5_000_000_000 }, { size: 10 }],
  });
});

test('a healthy node has no trouble', () => {
  const conditions = [condition('DiskPressure', 'False'), condition('Ready', 'True')];
  expect(nodeOf(object({ status: { conditions } })).troubles).toEqual([]);
});

test('near miss: a node that no longer reports is Ready Unknown, which is trouble', () => {
  const conditions = [condition('DiskPressure', 'Unknown'), condition('Ready', 'Unknown')];
  expect(nodeOf(object({ status: { conditions } })).troubles).toMatchObject([{ type: 'Ready' }]);
});
