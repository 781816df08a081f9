import { expect, test } from 'vitest';
import type { KubeObject } from '../../../src/engine/kube-object.ts';
import { nodeUsageOf, podMetricsOf } from '../../../src/engine/kubernetes/pod-metrics.ts';
import { object } from './objects.ts';

/** Metrics keep their fields beside `metadata`. */
const measured = (fields: object): KubeObject => ({ ...object(), ...fields });

test('usage of each container in CPUs and bytes', () => {
  const metrics = podMetricsOf(
    measured({
      timestamp: '2026-11-20T10:00:00Z',
      containers: [
        { name: 'core', usage: { cpu: '1234567890n', memory: '1900Mi' } },
        { name: 'side', usage: { cpu: '250m' } },
      ],
    }),
  );
  expect(metrics.at).toBe('2026-11-20T10:00:00Z');
  expect(metrics.containers[0]?.usage.cpu).toBeCloseTo(1.2346, 4);
  expect(metrics.containers[0]?.usage.memory).toBe(1900 * 1024 ** 2);
  expect(metrics.containers[1]).toEqual({ name: 'side', usage: { cpu: 0.25, memory: null } });
});

test('of a node', () => {
  const usage = { cpu: '420m', memory: '3172Mi' };
  expect(nodeUsageOf(measured({ usage }))).toEqual({
    name: 'one',
    usage: { cpu: 0.42, memory: 3172 * 1024 ** 2 },
  });
});

test('near miss: nothing measured yet, and usage that is no quantity', () => {
  expect(podMetricsOf(object()).containers).toEqual([]);
  const odd = measured({ containers: [{ name: 'core', usage: { cpu: 'lots', memory: '' } }] });
  expect(podMetricsOf(odd).containers).toEqual([{ name: 'core', usage: { cpu: null, memory: null } }]);
});
