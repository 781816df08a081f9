import { expect, test } from 'vitest';
import type { NodeRecord } from '../../src/engine/cluster.ts';
import { otherNodes } from '../../src/probes/other-nodes.ts';
import {
  askingOf,
  ended,
  found,
  literalCluster,
  madeContainer,
  madeEvent,
  madePod,
  runningContainer,
} from './literal-cluster.ts';

const IMAGE = 'registry.acme.test/shop/cart:1.8.2';
const labels = { 'pod-template-hash': '7d9f8' };
const node = (name: string, ...images: string[]): NodeRecord => ({
  name,
  os: 'linux',
  arch: 'amd64',
  runtime: 'containerd://2.1.4',
  kubelet: 'v1.34.1',
  ready: true,
  diskPressure: false,
  images,
});
const pod = madePod('cart-0', { labels });
const nodes = found([node('worker-1', IMAGE), node('worker-2'), node('worker-3', IMAGE), node('worker-4')]);

test('who holds, runs, pulled and fails the image elsewhere', async () => {
  const runs = madePod('cart-1', { labels, node: 'worker-2', containers: [runningContainer()] });
  const fails = madePod('cart-2', { labels, node: 'worker-4', containers: [madeContainer()] });
  const asked: string[] = [];
  const cluster = literalCluster({
    pod: found(pod),
    nodes,
    pods: async (namespace, selector) => {
      asked.push(`${namespace} ${selector}`);
      return { ended: 'found', value: [pod, runs, fails] };
    },
    podEvents: found([madeEvent('Pulled', `Successfully pulled image "${IMAGE}" in 2s`)]),
  });
  expect(await askingOf(cluster).ask(otherNodes)).toMatchObject({
    state: 'known',
    fact: {
      of: 3,
      hold: ['worker-1'],
      run: [{ node: 'worker-2', pod: 'cart-1' }],
      fail: [{ node: 'worker-4', pod: 'cart-2' }],
      pulled: [{ node: 'worker-2', says: expect.stringContaining('in 2s') }],
    },
  });
  expect(asked).toEqual(['shop pod-template-hash=7d9f8']);
});

test('another image of the same pods says nothing', async () => {
  const runs = madePod('cart-1', {
    labels,
    node: 'worker-2',
    containers: [runningContainer({ image: 'x:1' })],
  });
  const cluster = literalCluster({ pod: found(pod), nodes: found([node('worker-2')]), pods: found([runs]) });
  expect(await askingOf(cluster).ask(otherNodes)).toMatchObject({
    fact: { hold: [], run: [], fail: [], pulled: [] },
  });
});

test('nodes that may not be listed are a blind spot', async () => {
  const cluster = literalCluster({ pod: found(pod), nodes: ended('forbidden', 'no nodes for you') });
  expect(await askingOf(cluster).ask(otherNodes)).toMatchObject({ state: 'unknown' });
});
