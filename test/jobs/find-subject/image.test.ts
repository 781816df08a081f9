import { expect, test } from 'vitest';
import type { PodRecord } from '../../../src/engine/cluster.ts';
import { findImage } from '../../../src/jobs/find-subject/image.ts';
import {
  found,
  literalCluster,
  madeContainer,
  madePod,
  runningContainer,
} from '../../probes/literal-cluster.ts';

const IMAGE = 'registry.acme.test/shop/cart:1.8.2';
const find = (image: string, pods: readonly PodRecord[], name = 'prod') =>
  findImage(image, null, [literalCluster({ name, pods: found(pods) })]);

test('a pod that waits for it comes before one that runs it', async () => {
  const pods = [
    madePod('runs', {
      phase: 'Running',
      containers: [runningContainer()],
      createdAt: '2026-11-20T12:00:00Z',
    }),
    madePod('waits', { containers: [runningContainer({ name: 'proxy' }), madeContainer()] }),
  ];
  expect(await find(IMAGE, pods)).toMatchObject({
    found: 'pod',
    subject: { kind: 'image', cluster: 'prod', name: IMAGE },
    pod: { name: 'waits' },
    pulls: [{ container: 'web' }],
  });
});

test('a pod that runs it gives its node and secrets', async () => {
  const pods = [madePod('runs', { phase: 'Running', containers: [runningContainer()] })];
  expect(await find(IMAGE, pods)).toMatchObject({ found: 'pod', pulls: [{ pod: 'runs', container: 'web' }] });
});

test('nobody uses it: the image alone', async () => {
  expect(await find('registry.acme.test/shop/cart:9', [madePod('waits')])).toEqual({
    found: 'image',
    subject: { kind: 'image', name: 'registry.acme.test/shop/cart:9' },
    pull: { image: 'registry.acme.test/shop/cart:9' },
    searched: 1,
    couldNotLook: [],
  });
});

test('without any cluster: the image alone', async () => {
  expect(await findImage(IMAGE, null, [])).toMatchObject({
    found: 'image',
    pull: { image: IMAGE },
    searched: 0,
  });
});
