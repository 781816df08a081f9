import { expect, test } from 'vitest';
import { pullCrowd } from '../../src/probes/pull-crowd.ts';
import {
  askingOf,
  ended,
  found,
  literalCluster,
  madeContainer,
  madePod,
  runningContainer,
} from './literal-cluster.ts';

const creating = madeContainer({ reason: 'ContainerCreating', message: null });
const crashing = madeContainer({ reason: 'CrashLoopBackOff', imageId: 'registry.acme.test/x@sha256:1' });

test('pods that wait for images, by node; not those that crash, run or have no node', async () => {
  const pods = [
    madePod('cart-0'),
    madePod('cart-1', { containers: [creating] }),
    madePod('cart-2', { node: 'worker-1' }),
    madePod('cart-3', { containers: [crashing] }),
    madePod('cart-4', { containers: [runningContainer()] }),
    madePod('cart-5', { node: null }),
  ];
  const scanPods = async (_: string | null, keep: (pod: (typeof pods)[number]) => boolean) =>
    ({ ended: 'found', value: { seen: pods.length, kept: pods.filter(keep) } }) as const;
  const cluster = literalCluster({ pod: found(madePod('cart-0')), scanPods });
  expect(await askingOf(cluster).ask(pullCrowd)).toMatchObject({
    fact: {
      node: 'worker-3',
      byNode: [
        { node: 'worker-3', pods: 2 },
        { node: 'worker-1', pods: 1 },
      ],
    },
  });
});

test('pods that may not be listed', async () => {
  const cluster = literalCluster({ pod: found(madePod('cart-0')), scanPods: ended('forbidden', 'no pods') });
  expect(await askingOf(cluster).ask(pullCrowd)).toMatchObject({ state: 'unknown', why: 'no pods' });
});
