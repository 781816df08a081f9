/** Writes against the sandbox's API server, which enforces rights, preconditions and dry runs. */
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createKubeDoor, type KubeDoor, NotTold } from '../../src/apply/kube-door.ts';
import { type ClusterStep, writeToCluster } from '../../src/apply/kubernetes.ts';
import { createApplier } from '../../src/apply.ts';
import { createAccess } from '../../src/clients/kubernetes/access.ts';
import { loadKubeConfig } from '../../src/clients/kubernetes/kube-config.ts';
import { secretDigest } from '../../src/engine/secret-source.ts';
import { type SandboxCluster, startCluster } from '../../src/sandbox/cluster/cluster.ts';
import type { KubeObject } from '../../src/sandbox/cluster/objects.ts';
import { RESTART } from '../store/approval-setup.ts';

const STAMP = { approval: 'apr-1', approvedAt: '2026-11-21T02:10:00.000Z' };
const DEPLOYMENTS = { group: 'apps', plural: 'deployments' };
const SECRETS = { group: '', plural: 'secrets' };
const PODS = { group: '', plural: 'pods' };
let cluster: SandboxCluster;
let door: KubeDoor;
let reader: KubeDoor;

async function doorFor(kubeconfig: string): Promise<KubeDoor> {
  const file = join(await mkdtemp(join(tmpdir(), 'kubeconfig-')), 'config');
  await writeFile(file, kubeconfig);
  const config = { name: 'prod', kubeconfig: file, inCluster: false, default: false };
  return createKubeDoor(createAccess(() => loadKubeConfig(config, {})));
}

beforeAll(async () => {
  cluster = await startCluster({
    preloaded: ['registry.acme.test/*'],
    identities: [
      { user: 'admin', token: 'admin-token' },
      { user: 'reader', token: 'reader-token', deny: [{ resources: ['deployments'], namespaces: ['shop'] }] },
    ],
  });
  door = await doorFor(cluster.kubeconfig());
  reader = await doorFor(cluster.kubeconfig('reader'));
});
let name = '';
let count = 0;
beforeEach(() => {
  count += 1;
  name = `cart-${count}`;
  const labels = { app: name };
  const containers = [{ name: 'web', image: 'registry.acme.test/shop/cart:1' }];
  cluster.apply([
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { namespace: 'shop', name: 'regcred' },
      type: 'kubernetes.io/dockerconfigjson',
      data: { '.dockerconfigjson': 'eyJhdXRocyI6e319' },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { namespace: 'shop', name },
      spec: {
        replicas: 1,
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: { containers } },
      },
    },
  ]);
});
afterAll(() => cluster.stop());

const deployment = (): KubeObject => cluster.store.get('deployments.apps', 'shop', name) as KubeObject;
const mine = (): readonly KubeObject[] =>
  cluster.store.list<KubeObject>('pods', 'shop').filter(({ metadata }) => metadata.labels?.['app'] === name);
const annotation = (): unknown =>
  (deployment().spec?.['template'] as KubeObject | undefined)?.metadata?.annotations?.['restartedAt'];
const restart = (): ClusterStep => ({
  do: 'patch',
  target: { kind: DEPLOYMENTS, namespace: 'shop', name },
  how: 'strategic',
  body: { spec: { template: { metadata: { annotations: { restartedAt: '{approvedAt}' } } } } },
  uid: deployment().metadata.uid ?? '',
});

test('a patch is rehearsed without a trace, then written, and written once', async () => {
  const step = restart();
  expect(await writeToCluster(step, STAMP, door, 'rehearse')).toEqual({ ended: 'written' });
  expect(annotation()).toBeUndefined();
  expect(await writeToCluster(step, STAMP, door, 'write')).toEqual({ ended: 'written' });
  expect(annotation()).toBe(STAMP.approvedAt);
  const { generation } = deployment().metadata;
  expect(await writeToCluster(step, STAMP, door, 'write')).toEqual({ ended: 'was-done' });
  expect(deployment().metadata.generation).toBe(generation);
});

test('an object that was made anew is not the one that was looked at', async () => {
  const step = { ...restart(), uid: 'another' } as ClusterStep;
  expect(await writeToCluster(step, STAMP, door, 'write')).toMatchObject({ ended: 'refused' });
});

test('the API server’s refusal is told, before anything is written', async () => {
  const refused = await writeToCluster(restart(), STAMP, reader, 'rehearse');
  expect(refused).toMatchObject({ ended: 'refused', says: expect.stringMatching(/^403 .*deployments/) });
});

test('a kind that the cluster does not serve, and an object that is gone', async () => {
  const target = { kind: { group: 'none.test', plural: 'things' }, namespace: 'shop', name: 'x' };
  expect(await writeToCluster({ ...restart(), target } as ClusterStep, STAMP, door, 'write')).toMatchObject({
    ended: 'refused',
  });
  const gone = { kind: DEPLOYMENTS, namespace: 'shop', name: 'none' };
  expect(
    await writeToCluster({ ...restart(), target: gone } as ClusterStep, STAMP, door, 'write'),
  ).toMatchObject({
    ended: 'refused',
    says: expect.stringContaining('404'),
  });
});

test('a secret is copied as it was seen, once, and not over another one', async () => {
  const source = cluster.store.get('secrets', 'shop', 'regcred') as KubeObject & {
    type: string;
    data: object;
  };
  const step: ClusterStep = {
    do: 'copy-secret',
    from: { namespace: 'shop', name: 'regcred', digest: secretDigest(source) },
    target: { kind: SECRETS, namespace: 'shop', name: 'copy' },
  };
  const copied = await writeToCluster(step, STAMP, door, 'write');
  const made = cluster.store.get('secrets', 'shop', 'copy')?.metadata.uid;
  expect(copied).toEqual({ ended: 'written', made });
  expect(cluster.store.get('secrets', 'shop', 'copy')).toMatchObject({
    type: 'kubernetes.io/dockerconfigjson',
    data: source.data,
    metadata: { labels: { 'registry-medic.io/approval': 'apr-1' } },
  });
  expect(await writeToCluster(step, STAMP, door, 'write')).toEqual({ ended: 'was-done', made });
  expect(await writeToCluster(step, { ...STAMP, approval: 'apr-2' }, door, 'write')).toMatchObject({
    ended: 'refused',
  });
  const changed = { ...step, from: { ...step.from, digest: 'other' } } as ClusterStep;
  expect(await writeToCluster(changed, STAMP, door, 'write')).toMatchObject({
    ended: 'refused',
    says: expect.stringContaining('changed'),
  });
});

test('a pod is deleted or evicted only if it is still that pod', async () => {
  const pod = async (): Promise<KubeObject> =>
    await expect
      .poll(() => mine()[0])
      .toBeDefined()
      .then(() => mine()[0] as KubeObject);
  const { metadata } = await pod();
  const target = { kind: PODS, namespace: 'shop', name: metadata.name };
  expect(await writeToCluster({ do: 'delete', target, uid: 'other' }, STAMP, door, 'write')).toEqual({
    ended: 'was-done',
  });
  expect(cluster.store.get('pods', 'shop', metadata.name)).toBeDefined();
  const uid = metadata.uid ?? '';
  expect(await writeToCluster({ do: 'evict', target, uid }, STAMP, door, 'rehearse')).toEqual({
    ended: 'written',
  });
  expect(await writeToCluster({ do: 'evict', target, uid }, STAMP, door, 'write')).toEqual({
    ended: 'written',
  });
  await expect
    .poll(() => (cluster.store.get('pods', 'shop', metadata.name) as KubeObject | undefined)?.metadata.uid)
    .not.toBe(uid);
  expect(await writeToCluster({ do: 'delete', target, uid }, STAMP, door, 'write')).toEqual({
    ended: 'was-done',
  });
});

test('no answer is never a no', async () => {
  const dead = await doorFor(cluster.kubeconfig().replace(/(server: https?:\/\/[^:]+:)\d+/, '$19'));
  await expect(writeToCluster(restart(), STAMP, dead, 'write')).rejects.toThrow(NotTold);
  const steps = [restart()] as const;
  const plan = { ...RESTART, steps, scope: { ...RESTART.scope, cluster: 'prod' } };
  const applier = createApplier({ cluster: () => dead, harbor: () => null });
  expect(await applier.rehearse(plan, STAMP)).toMatchObject({ ended: 'unsure' });
  const notes = { before: null, keep: async () => {} };
  expect(await applier.write(steps[0], plan, STAMP, notes)).toMatchObject({ ended: 'unsure' });
});

test('what was changed since it was looked at is not written over', async () => {
  const of = { metadata: { namespace: 'shop', name: `${name}-settings` } };
  const settings = { apiVersion: 'v1', kind: 'ConfigMap', ...of };
  cluster.apply([{ ...settings, data: { pulls: '10' } }]);
  const map = () =>
    cluster.store.get('configmaps', 'shop', of.metadata.name) as KubeObject & { data: object };
  const set = (to: string, was: string): ClusterStep => ({
    do: 'patch',
    target: { kind: { group: '', plural: 'configmaps' }, namespace: 'shop', name: of.metadata.name },
    how: 'merge',
    body: { data: { pulls: to } },
    was: { data: { pulls: was } },
    uid: map().metadata.uid ?? '',
  });
  expect(await writeToCluster(set('5', '8'), STAMP, door, 'write')).toMatchObject({
    ended: 'refused',
    says: expect.stringContaining('not as it was'),
  });
  expect(map().data).toEqual({ pulls: '10' });
  expect(await writeToCluster(set('5', '10'), STAMP, door, 'write')).toEqual({ ended: 'written' });
  expect(await writeToCluster(set('5', '10'), STAMP, door, 'write')).toEqual({ ended: 'was-done' });
  expect(map().data).toEqual({ pulls: '5' });
});

test('somebody who writes between look and write makes it look again', async () => {
  const [target, uid] = [{ kind: DEPLOYMENTS, namespace: 'shop', name }, deployment().metadata.uid ?? ''];
  const body = { metadata: { labels: { a: '1' } } };
  const step: ClusterStep = { do: 'patch', target, how: 'merge', body, was: { spec: { replicas: 1 } }, uid };
  const slow: KubeDoor = {
    ...door,
    async put(question) {
      const answer = await door.put(question);
      if (question.method === 'GET')
        cluster.store.replace('deployments.apps', {
          ...deployment(),
          metadata: { ...deployment().metadata, labels: { b: '2' } },
        });
      return answer;
    },
  };
  expect(await writeToCluster(step, STAMP, slow, 'write')).toMatchObject({ ended: 'unsure' });
  expect(await writeToCluster(step, STAMP, door, 'write')).toEqual({ ended: 'written' });
});
