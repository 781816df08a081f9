import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createClusterReader } from '../../../src/clients/kubernetes/reader.ts';
import type { ClusterReader } from '../../../src/engine/cluster.ts';
import { type SandboxCluster, startCluster } from '../../../src/sandbox/cluster/cluster.ts';

const IMAGE = 'registry.acme.test/shop/cart:1';
const LABELS = { app: 'cart' };
let cluster: SandboxCluster;
let admin: ClusterReader;
let reader: ClusterReader;

async function readerFor(kubeconfig: string): Promise<ClusterReader> {
  const file = join(await mkdtemp(join(tmpdir(), 'kubeconfig-')), 'config');
  await writeFile(file, kubeconfig);
  return createClusterReader({ name: 'prod', kubeconfig: file, inCluster: false, default: false }, {});
}

beforeAll(async () => {
  cluster = await startCluster({
    preloaded: ['registry.acme.test/*'],
    identities: [
      { user: 'admin', token: 'admin-token' },
      { user: 'reader', token: 'reader-token', deny: [{ resources: ['secrets'], namespaces: ['shop'] }] },
    ],
  });
  const template = { metadata: { labels: LABELS }, spec: { containers: [{ name: 'web', image: IMAGE }] } };
  cluster.apply([
    { apiVersion: 'v1', kind: 'Secret', metadata: { namespace: 'shop', name: 'regcred' }, type: 'Opaque' },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { namespace: 'shop', name: 'cart' },
      spec: { replicas: 2, selector: { matchLabels: LABELS }, template },
    },
  ]);
  admin = await readerFor(cluster.kubeconfig());
  reader = await readerFor(cluster.kubeconfig('reader'));
});
afterAll(() => cluster.stop());

/** The pods of `cart`, once both run. */
async function runningPods() {
  return vi.waitFor(async () => {
    const answer = await admin.pods('shop', 'app=cart');
    if (answer.ended !== 'found') throw new Error(answer.says);
    expect(answer.value.map((pod) => pod.phase)).toEqual(['Running', 'Running']);
    return answer.value;
  }, 90_000);
}

test('pods of a Deployment, with what runs in them', async () => {
  const [pod] = await runningPods();
  expect(pod).toMatchObject({
    namespace: 'shop',
    owner: { kind: 'Deployment', name: 'cart' },
    containers: [
      { name: 'web', kind: 'main', image: IMAGE, state: 'running', startedAt: expect.any(String) },
    ],
  });
});

test('a pod, its events, its node and its service account by name', async () => {
  const [pod] = await runningPods();
  if (!pod) throw new Error('no pod');
  expect(await admin.pod('shop', pod.name)).toEqual({ ended: 'found', value: pod });
  expect(await admin.podEvents('shop', pod.name, pod.uid)).toMatchObject({ ended: 'found' });
  expect(await admin.node(pod.node ?? '')).toMatchObject({
    ended: 'found',
    value: { os: 'linux', ready: true },
  });
  expect(await admin.serviceAccount('shop', pod.serviceAccount)).toMatchObject({ ended: 'found' });
});

test('workloads and namespaces', async () => {
  expect(await admin.workloads('shop')).toEqual({
    ended: 'found',
    value: [{ kind: 'Deployment', namespace: 'shop', name: 'cart', labelSelector: 'app=cart' }],
  });
  expect(await admin.namespaces()).toMatchObject({
    ended: 'found',
    value: expect.arrayContaining(['shop', 'default']),
  });
});

test('what a Deployment and a StatefulSet rolled out, newest first', async () => {
  const [one, two] = ['registry.acme.test/shop/store:1', 'registry.acme.test/shop/store:2'];
  for (const kind of ['Deployment', 'StatefulSet'] as const) {
    const name = `store-${kind.toLowerCase()}`;
    const labels = { app: name };
    const roll = (image: string, cause: string): void =>
      cluster.apply([
        {
          apiVersion: 'apps/v1',
          kind,
          metadata: { namespace: 'shop', name, annotations: { 'kubernetes.io/change-cause': cause } },
          spec: {
            replicas: 1,
            selector: { matchLabels: labels },
            template: { metadata: { labels }, spec: { containers: [{ name: 'web', image }] } },
          },
        },
      ]);
    roll(one, 'first');
    await vi.waitFor(
      async () =>
        expect(await admin.rollout('shop', kind, name)).toMatchObject({ value: { revisions: [{}] } }),
      90_000,
    );
    roll(two, 'second');
    await vi.waitFor(
      async () =>
        expect(await admin.rollout('shop', kind, name)).toMatchObject({
          ended: 'found',
          value: {
            kind,
            name,
            revisions: [
              { revision: 2, images: { web: two }, changeCause: 'second' },
              { revision: 1, images: { web: one }, changeCause: 'first' },
            ],
          },
        }),
      90_000,
    );
  }
  expect(await admin.rollout('shop', 'Job', 'x')).toMatchObject({ ended: 'not-found' });
});

test('pods waiting for images, page by page; their failures; all nodes', async () => {
  await runningPods();
  const scanned = await admin.scanPods('shop', (pod) => pod.labels['app'] === 'cart');
  expect(scanned).toMatchObject({ ended: 'found', value: { kept: [{}, {}] } });
  expect(await admin.nodes()).toMatchObject({
    value: expect.arrayContaining([expect.objectContaining({ os: 'linux' })]),
  });
  cluster.store.add('events', {
    metadata: { namespace: 'shop', name: 'failed.1' },
    involvedObject: { kind: 'Pod', name: 'x', uid: 'uid-x' },
    type: 'Warning',
    reason: 'Failed',
    message: 'Failed to pull image',
    lastTimestamp: '2026-11-20T10:00:00Z',
  });
  const failures = await admin.failures('shop', new Set(['uid-x']));
  expect(failures.ended === 'found' && failures.value.get('uid-x')).toMatchObject([
    { message: 'Failed to pull image' },
  ]);
  expect(await admin.failures('shop', new Set(['uid-y']))).toEqual({ ended: 'found', value: new Map() });
});

test('what may not be read, what is not there, and what the review says of it', async () => {
  expect(await reader.secret('shop', 'regcred')).toMatchObject({
    ended: 'forbidden',
    says: expect.stringContaining('secrets'),
  });
  expect(await admin.secret('shop', 'gone')).toMatchObject({
    ended: 'not-found',
    says: expect.stringContaining('gone'),
  });
  const right = { group: '', resource: 'secrets', verb: 'get' } as const;
  expect(await reader.may(right, 'shop')).toEqual({ ended: 'found', value: false });
  expect(await admin.may(right, 'shop')).toEqual({ ended: 'found', value: true });
});

test('a token the cluster does not know', async () => {
  const stranger = await readerFor(cluster.kubeconfig().replace('admin-token', 'old-token'));
  const answer = await stranger.namespaces();
  expect(answer).toMatchObject({ ended: 'unreachable', says: expect.stringContaining('refuses our login') });
  expect(JSON.stringify(answer)).not.toContain('old-token');
});
