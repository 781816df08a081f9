import { afterAll, beforeAll, expect, test } from 'vitest';
import { createClusterReader } from '../../../src/clients/kubernetes/reader.ts';
import type { ClusterReader } from '../../../src/engine/cluster.ts';
import { type ApiServer, refusal, startApiServer, writeKubeconfig } from './api-server.ts';
import { meta, owned } from './made-json.ts';

let server: ApiServer;
let reader: ClusterReader;
beforeAll(async () => {
  server = await startApiServer();
  const kubeconfig = await writeKubeconfig('prod', server);
  reader = createClusterReader({ name: 'prod', kubeconfig, inCluster: false, default: false }, {});
});
afterAll(() => server.stop());

test('a pod with init, main and ephemeral containers', async () => {
  server.handle(() => ({
    json: {
      metadata: meta('cart-7d9f8-x2lbq', {
        labels: { app: 'cart', 'pod-template-hash': '7d9f8' },
        ...owned('ReplicaSet', 'cart-7d9f8'),
      }),
      spec: {
        nodeName: 'worker-3',
        serviceAccountName: 'cart',
        imagePullSecrets: [{ name: 'regcred' }, {}],
        initContainers: [{ name: 'migrate', image: 'registry.acme.test/shop/migrate:1' }],
        containers: [{ name: 'web', image: 'registry.acme.test/shop/cart:1.8.2', imagePullPolicy: 'Always' }],
        ephemeralContainers: [{ name: 'debug', image: 'busybox' }],
      },
      status: {
        phase: 'Pending',
        initContainerStatuses: [
          {
            name: 'migrate',
            imageID: 'registry.acme.test/shop/migrate@sha256:aa',
            state: { terminated: { reason: 'Completed' } },
          },
        ],
        containerStatuses: [
          {
            name: 'web',
            imageID: '',
            state: { waiting: { reason: 'ImagePullBackOff', message: 'Back-off' } },
          },
        ],
        ephemeralContainerStatuses: null,
      },
    },
  }));
  const answer = await reader.pod('shop', 'cart-7d9f8-x2lbq');
  expect(server.asked.at(-1)).toBe('GET /api/v1/namespaces/shop/pods/cart-7d9f8-x2lbq');
  expect(answer).toMatchObject({
    ended: 'found',
    value: {
      node: 'worker-3',
      phase: 'Pending',
      serviceAccount: 'cart',
      imagePullSecrets: ['regcred'],
      owner: { kind: 'Deployment', name: 'cart' },
      containers: [
        { name: 'migrate', kind: 'init', state: 'terminated', reason: 'Completed' },
        { name: 'web', kind: 'main', state: 'waiting', reason: 'ImagePullBackOff', message: 'Back-off' },
        { name: 'debug', kind: 'ephemeral', state: 'none', reason: null },
      ],
    },
  });
});

test('a ReplicaSet that no Deployment made keeps its name', async () => {
  const json = { metadata: meta('solo-abcde', owned('ReplicaSet', 'solo')), spec: { containers: [] } };
  server.handle(() => ({ json }));
  expect(await reader.pod('shop', 'solo-abcde')).toMatchObject({
    value: { owner: { kind: 'ReplicaSet', name: 'solo' }, serviceAccount: 'default', node: null },
  });
});

test('a Job of a CronJob is named as the CronJob, another Job stays', async () => {
  server.handle(({ at }) => {
    if (at.pathname.endsWith('/jobs'))
      return {
        json: {
          items: [
            { metadata: meta('nightly-2938', owned('CronJob', 'nightly')) },
            { metadata: meta('import') },
          ],
        },
      };
    const items = ['nightly-2938', 'import'].map((job) => ({
      metadata: meta(`${job}-x`, owned('Job', job)),
      spec: { containers: [] },
    }));
    return { json: { items } };
  });
  const answer = await reader.pods('shop');
  expect(answer.ended === 'found' && answer.value.map((pod) => pod.owner)).toEqual([
    { kind: 'CronJob', name: 'nightly' },
    { kind: 'Job', name: 'import' },
  ]);
});

test('a list is read page by page', async () => {
  server.handle(({ at }) => {
    const page = Number(at.searchParams.get('continue') ?? '0');
    expect(at.searchParams.get('limit')).toBe('500');
    return {
      json: {
        metadata: page < 2 ? { continue: String(page + 1) } : {},
        items: [{ metadata: { name: `space-${page}` } }],
      },
    };
  });
  expect(await reader.namespaces()).toEqual({ ended: 'found', value: ['space-0', 'space-1', 'space-2'] });
});

test('a list whose continue token expires is started over once', async () => {
  let expired = 0;
  server.handle(({ at }) => {
    if (!at.searchParams.get('continue'))
      return {
        json: { metadata: expired === 0 ? { continue: 'old' } : {}, items: [{ metadata: { name: 'shop' } }] },
      };
    expired += 1;
    return refusal(410, 'Expired', 'The provided continue parameter is too old');
  });
  expect(await reader.namespaces()).toEqual({ ended: 'found', value: ['shop'] });
  expect(expired).toBe(1);
});

test('events of one pod, oldest first, with the times of old and new components', async () => {
  const event = (message: string, more: object) => ({
    metadata: meta('e'),
    reason: 'Failed',
    message,
    type: 'Warning',
    involvedObject: { fieldPath: 'spec.containers{web}' },
    ...more,
  });
  server.handle(({ at }) => {
    expect(at.searchParams.get('fieldSelector')).toBe(
      'involvedObject.kind=Pod,involvedObject.name=cart-0,involvedObject.uid=u1',
    );
    return {
      json: {
        items: [
          event('late', {
            firstTimestamp: '2026-11-20T10:00:00Z',
            lastTimestamp: '2026-11-20T10:09:00Z',
            count: 4,
            source: { component: 'kubelet' },
          }),
          event('early', {
            firstTimestamp: null,
            lastTimestamp: null,
            eventTime: '2026-11-20T10:01:00.000000Z',
            reportingComponent: 'kubelet',
          }),
        ],
      },
    };
  });
  const answer = await reader.podEvents('shop', 'cart-0', 'u1');
  expect(answer).toMatchObject({
    ended: 'found',
    value: [
      { message: 'early', count: 1, firstSeen: '2026-11-20T10:01:00.000000Z', source: 'kubelet' },
      { message: 'late', count: 4, lastSeen: '2026-11-20T10:09:00Z', fieldPath: 'spec.containers{web}' },
    ],
  });
});

test('a node and its images', async () => {
  server.handle(() => ({
    json: {
      metadata: meta('worker-3'),
      status: {
        nodeInfo: {
          operatingSystem: 'linux',
          architecture: 'arm64',
          containerRuntimeVersion: 'containerd://2.0.1',
          kubeletVersion: 'v1.33.1',
        },
        conditions: [
          { type: 'Ready', status: 'True' },
          { type: 'DiskPressure', status: 'False' },
        ],
        images: [{ names: ['a@sha256:1', 'a:1'] }, { names: null }],
      },
    },
  }));
  expect(await reader.node('worker-3')).toEqual({
    ended: 'found',
    value: {
      name: 'worker-3',
      os: 'linux',
      arch: 'arm64',
      runtime: 'containerd://2.0.1',
      kubelet: 'v1.33.1',
      ready: true,
      diskPressure: false,
      images: ['a@sha256:1', 'a:1'],
    },
  });
});

test('an object of another shape', async () => {
  server.handle(() => ({ json: { hello: 'world' } }));
  expect(await reader.node('worker-3')).toMatchObject({
    ended: 'unreachable',
    says: expect.stringContaining('no Kubernetes object: metadata'),
  });
});
