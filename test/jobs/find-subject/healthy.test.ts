import { expect, test } from 'vitest';
import { lastPulls, otherTrouble } from '../../../src/jobs/find-subject/healthy.ts';
import { madeContainer, madeEvent, madePod, runningContainer } from '../../probes/literal-cluster.ts';

const running = madePod('cart-0', { phase: 'Running', containers: [runningContainer()] });

test.each([
  ['pulled', 'Successfully pulled image "x" in 2.1s', '2026-11-20T10:01:00Z'],
  ['present', 'Container image "x" already present on machine', '2026-11-20T10:01:00Z'],
])('%s, by the event', (how, message, at) => {
  const event = madeEvent('Pulled', message, { type: 'Normal' });
  expect(lastPulls(running, [event])).toEqual([
    {
      container: 'web',
      image: 'registry.acme.test/shop/cart:1.8.2',
      imageId: 'registry.acme.test/shop/cart@sha256:9f2c',
      node: 'worker-3',
      at,
      how,
      says: message,
    },
  ]);
});

test('without events the start of the container is known', () => {
  expect(lastPulls(running, [])).toMatchObject([{ how: 'started', at: '2026-11-20T09:00:00Z', says: null }]);
});

test('a container that has not started', () => {
  const pod = madePod('cart-0', { containers: [madeContainer({ state: 'none', reason: null })] });
  expect(lastPulls(pod, [])).toMatchObject([{ how: 'unknown', at: null }]);
});

test.each([
  ['a running pod', running],
  [
    'a finished job',
    madePod('job', {
      phase: 'Succeeded',
      containers: [madeContainer({ state: 'terminated', reason: 'Completed' })],
    }),
  ],
  [
    'a pod with a finished init container',
    madePod('cart-0', {
      phase: 'Running',
      containers: [
        madeContainer({ kind: 'init', name: 'init', state: 'terminated', reason: 'Completed' }),
        runningContainer(),
      ],
    }),
  ],
])('%s waits for nothing', (_name, pod) => {
  expect(otherTrouble(pod, [])).toBeNull();
});

test('a pod that no node takes', () => {
  const says = '0/3 nodes are available: 3 Insufficient memory.';
  const event = madeEvent('FailedScheduling', says, { fieldPath: '', source: 'default-scheduler' });
  expect(otherTrouble(madePod('big', { node: null }), [event])).toMatchObject({
    reason: 'Unschedulable',
    evidence: [{ source: 'default-scheduler', says }],
  });
});

test('CrashLoopBackOff, in the words of the kubelet', () => {
  const message = 'back-off 5m0s restarting failed container=web';
  const containers = [madeContainer({ reason: 'CrashLoopBackOff', message })];
  expect(otherTrouble(madePod('cart-0', { phase: 'Running', containers }), [])).toMatchObject({
    reason: 'CrashLoopBackOff',
    container: 'web',
    evidence: [{ source: 'kubelet', says: message }],
  });
});

test('ContainerCreating for a volume: the warning about the whole pod, not about another container', () => {
  const containers = [madeContainer({ reason: 'ContainerCreating', message: null })];
  const mount = madeEvent('FailedMount', 'MountVolume.SetUp failed for volume "data"', { fieldPath: '' });
  const other = madeEvent('Unhealthy', 'Readiness probe failed', { fieldPath: 'spec.containers{proxy}' });
  expect(otherTrouble(madePod('cart-0', { containers }), [mount, other])).toMatchObject({
    reason: 'ContainerCreating',
    evidence: [{ says: mount.message }],
  });
});

test('a container that was killed', () => {
  const containers = [madeContainer({ state: 'terminated', reason: 'OOMKilled', message: null })];
  expect(otherTrouble(madePod('cart-0', { phase: 'Failed', containers }), [])).toMatchObject({
    reason: 'OOMKilled',
  });
});
