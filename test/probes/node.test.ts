import { expect, test } from 'vitest';
import type { NodeRecord } from '../../src/engine/cluster.ts';
import { node } from '../../src/probes/node.ts';
import { askingOf, ended, found, literalCluster, madeContainer, madePod } from './literal-cluster.ts';

const worker: NodeRecord = {
  name: 'worker-3',
  os: 'linux',
  arch: 'arm64',
  runtime: 'containerd://2.0.1',
  kubelet: 'v1.33.1',
  ready: true,
  diskPressure: false,
  images: ['docker.io/library/nginx:latest', 'registry.acme.test/shop/cart:1.8.1'],
};
const withImage = (image: string) =>
  literalCluster({
    pod: found(madePod('cart-0', { containers: [madeContainer({ image })] })),
    node: found(worker),
  });

test.each([
  ['registry.acme.test/shop/cart:1.8.1', true],
  ['registry.acme.test/shop/cart:1.8.2', false],
  ['nginx', true],
  ['nginx:1.27', false],
])('%s held by the node: %s', async (image, holdsImage) => {
  expect(await askingOf(withImage(image)).ask(node)).toMatchObject({
    state: 'known',
    fact: { node: worker, holdsImage },
  });
});

test('a pod without a node', async () => {
  const cluster = literalCluster({ pod: found(madePod('cart-0', { node: null })) });
  expect(await askingOf(cluster).ask(node)).toMatchObject({
    state: 'unknown',
    why: 'the pod is bound to no node yet',
  });
});

test('a node we may not read', async () => {
  const cluster = literalCluster({ pod: found(madePod('cart-0')), node: ended('forbidden', 'no') });
  expect(await askingOf(cluster).ask(node)).toMatchObject({
    state: 'unknown',
    why: 'the cluster does not let us read nodes: no',
  });
});

test('without the pod there is nothing to ask', async () => {
  expect(await askingOf(literalCluster()).ask(node)).toEqual({ state: 'unreached', after: 'pod' });
});
