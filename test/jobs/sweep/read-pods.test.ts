import { expect, test } from 'vitest';
import type { ClusterReader } from '../../../src/engine/cluster.ts';
import { readPods } from '../../../src/jobs/sweep/read-pods.ts';
import { ended, literalCluster, madePod } from '../../probes/literal-cluster.ts';

const signal = new AbortController().signal;

test('a list that was left early is a blind spot beside what was read', async () => {
  const scanPods: ClusterReader['scanPods'] = async (_, keep) => ({
    ended: 'found',
    value: { seen: 500, kept: [madePod('cart-0')].filter(keep) },
    partly: 'time was up after the first 500 of the list',
  });
  expect(await readPods(literalCluster({ scanPods }), null, 'begun', signal)).toMatchObject({
    seen: 500,
    kept: [{ name: 'cart-0' }],
    couldNotLook: [
      { probe: 'pods of prod that have run already', why: 'time was up after the first 500 of the list' },
    ],
  });
});

test('a list that may not be read', async () => {
  const cluster = literalCluster({ scanPods: ended('forbidden', 'pods is forbidden') });
  expect(await readPods(cluster, null, 'pending', signal)).toEqual({
    seen: 0,
    kept: [],
    couldNotLook: [{ probe: 'pods of prod', why: 'pods is forbidden' }],
  });
});

test('a whole list hides nothing, and asks for its phase and for pods that wait for an image only', async () => {
  const asked: unknown[] = [];
  const scanPods: ClusterReader['scanPods'] = async (namespace, _, bounds) => {
    asked.push(namespace, bounds?.phase, bounds?.waitingFor?.has('ErrImagePull'), bounds?.signal === signal);
    return { ended: 'found', value: { seen: 3, kept: [] } };
  };
  const read = await readPods(literalCluster({ scanPods }), 'shop', 'pending', signal);
  expect(read).toEqual({ seen: 3, kept: [], couldNotLook: [] });
  expect(asked).toEqual(['shop', 'pending', true, true]);
});
