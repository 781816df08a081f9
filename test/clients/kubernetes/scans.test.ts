import { afterAll, beforeAll, expect, test } from 'vitest';
import { createClusterReader } from '../../../src/clients/kubernetes/reader.ts';
import type { ClusterReader } from '../../../src/engine/cluster.ts';
import { IMAGE_WAITING_REASONS } from '../../../src/engine/pod.ts';
import { type ApiServer, startApiServer, writeKubeconfig } from './api-server.ts';
import { foundOf } from './sandbox-reader.ts';

let server: ApiServer;
let reader: ClusterReader;
beforeAll(async () => {
  server = await startApiServer();
  const kubeconfig = await writeKubeconfig('prod', server);
  reader = createClusterReader({ name: 'prod', kubeconfig, inCluster: false, default: false }, {});
});
afterAll(() => server.stop());

const PULL = { waitingFor: IMAGE_WAITING_REASONS };
const backOff = { waiting: { reason: 'ImagePullBackOff', message: 'Back-off' } };
const all = () => true;

function pod(name: string, status: object, spec: object = {}): object {
  return {
    metadata: { name, namespace: 'shop', uid: `uid-${name}` },
    spec: { containers: [{ name: 'web', image: 'registry.acme.test/shop/cart:1' }], ...spec },
    status,
  };
}

function answers(items: readonly object[]): void {
  server.handle(() => ({ json: { metadata: {}, items } }));
}

test('each phase is a list of its own, and finished pods are in neither', async () => {
  answers([]);
  await reader.scanPods(null, all, { phase: 'pending' });
  await reader.scanPods('shop', all, { phase: 'begun' });
  await reader.scanPods(null, all);
  const asked = server.asked.slice(-3).map((line) => new URL(line.slice(4), 'https://x'));
  expect(asked.map(({ pathname }) => pathname)).toEqual([
    '/api/v1/pods',
    '/api/v1/namespaces/shop/pods',
    '/api/v1/pods',
  ]);
  expect(asked.map(({ searchParams }) => searchParams.get('fieldSelector'))).toEqual([
    'status.phase=Pending',
    'status.phase!=Pending,status.phase!=Succeeded,status.phase!=Failed',
    'status.phase!=Succeeded,status.phase!=Failed',
  ]);
});

test('a container of any kind that waits shows its pod; the others are counted only', async () => {
  const statuses = (key: string, name: string) => ({ phase: 'Running', [key]: [{ name, state: backOff }] });
  answers([
    pod('main', statuses('containerStatuses', 'web')),
    pod('init', statuses('initContainerStatuses', 'migrate')),
    pod('ephemeral', statuses('ephemeralContainerStatuses', 'debug')),
    pod('second', {
      containerStatuses: [
        { name: 'web', state: { running: {} } },
        { name: 'side', state: backOff },
      ],
    }),
    pod('crashing', {
      containerStatuses: [{ name: 'web', state: { waiting: { reason: 'CrashLoopBackOff' } } }],
    }),
    pod('running', { containerStatuses: [{ name: 'web', state: { running: {} } }] }),
    pod('bare', { containerStatuses: null }),
  ]);
  const { seen, kept } = foundOf(await reader.scanPods(null, all, PULL));
  expect(seen).toBe(7);
  expect(kept.map(({ name }) => name)).toEqual(['main', 'init', 'ephemeral', 'second']);
});

test('with and without the look at a few fields the same pods are kept', async () => {
  const waits = pod('waits', { phase: 'Pending', containerStatuses: [{ name: 'web', state: backOff }] });
  answers([waits, waits, pod('none', {})]);
  const isWaiting = (one: { containers: readonly { reason: string | null }[] }) =>
    one.containers.some(({ reason }) => reason === 'ImagePullBackOff');
  const quick = foundOf(await reader.scanPods(null, isWaiting, PULL));
  expect(quick.kept).toHaveLength(2);
  expect(quick).toEqual(foundOf(await reader.scanPods(null, isWaiting)));
});

test('what is no pod is said, not skipped', async () => {
  answers([{ metadata: { name: 'odd' }, status: 'fine' }]);
  expect(await reader.scanPods(null, all, PULL)).toMatchObject({ ended: 'unreachable' });
});

test('when time is up no further page is asked for, and what was read is told as a part', async () => {
  const ends = new AbortController();
  let pages = 0;
  server.handle(() => {
    pages += 1;
    if (pages === 2) ends.abort();
    const items = [pod(`p-${pages}`, { containerStatuses: [{ name: 'web', state: backOff }] })];
    return { json: { metadata: { continue: String(pages) }, items } };
  });
  expect(await reader.scanPods(null, all, { signal: ends.signal })).toMatchObject({
    ended: 'found',
    value: { seen: 2, kept: [{ name: 'p-1' }, { name: 'p-2' }] },
    partly: 'time was up after the first 2 of the list',
  });
  expect(pages).toBe(2);
});

test('a list that never ends is left, and that is told', async () => {
  server.handle(() => ({ json: { metadata: { continue: 'more' }, items: [pod('p', {})] } }));
  expect(await reader.scanPods(null, () => false)).toMatchObject({
    ended: 'found',
    value: { seen: 400, kept: [] },
    partly: 'only the first 400 of the list were read',
  });
});
