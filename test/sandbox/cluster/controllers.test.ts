import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SandboxCluster, startCluster } from '../../../src/sandbox/cluster/cluster.ts';
import type { KubeObject, Pod } from '../../../src/sandbox/cluster/objects.ts';
import { deployment, eventually, pod } from './objects.ts';

let cluster: SandboxCluster;
const IMAGE = 'registry.acme.test/shop/cart:1';

beforeAll(async () => {
  cluster = await startCluster({ preloaded: ['registry.acme.test/*'], terminationMs: 50 });
});
afterAll(() => cluster.stop());

function pods(namespace: string): readonly Pod[] {
  return cluster.store.list<Pod>('pods', namespace);
}
function isReady({ status }: Pod): boolean {
  return (status?.conditions ?? []).some(
    (condition) => condition.type === 'Ready' && condition.status === 'True',
  );
}
function allReady(namespace: string, count: number): readonly Pod[] | undefined {
  const all = pods(namespace);
  return all.length === count && all.every(isReady) ? all : undefined;
}

test('a deployment makes a replica set and named pods, on nodes of the usual architecture', async () => {
  cluster.apply([deployment('one', 'web', IMAGE, 3)]);
  const made = await eventually('three ready pods', () => allReady('one', 3));
  expect(made[0]?.metadata.name).toMatch(/^web-[a-z0-9]{10}-[a-z0-9]{5}$/);
  expect(new Set(made.map(({ spec }) => spec.nodeName))).toEqual(new Set(['worker-1', 'worker-2']));
  expect(made[0]?.spec.serviceAccountName).toBe('default');
  expect(made[0]?.status?.containerStatuses?.[0]?.imageID).toMatch(
    /^registry\.acme\.test\/shop\/cart@sha256:[0-9a-f]{64}$/,
  );
  const status = await eventually('three available', () => {
    const now = cluster.get('deployments.apps', 'one', 'web')?.status;
    return now?.['availableReplicas'] === 3 && now;
  });
  expect(status).toMatchObject({ replicas: 3, updatedReplicas: 3, unavailableReplicas: 0 });
});

test('a restart annotation rolls every pod; deleting the deployment takes all away', async () => {
  cluster.apply([deployment('two', 'web', IMAGE, 2)]);
  const before = await eventually('two ready pods', () => allReady('two', 2));
  const now = cluster.get('deployments.apps', 'two', 'web') as KubeObject & {
    spec: { template: { metadata: object } };
  };
  const annotations = { 'kubectl.kubernetes.io/restartedAt': '2026-01-01T00:00:00Z' };
  const template = { ...now.spec.template, metadata: { ...now.spec.template.metadata, annotations } };
  cluster.store.replace('deployments.apps', { ...now, spec: { ...now.spec, template } });
  const old = new Set(before.map(({ metadata }) => metadata.name));
  await eventually('two other pods', () =>
    allReady('two', 2)?.every(({ metadata }) => !old.has(metadata.name)),
  );
  expect(cluster.store.list('replicasets.apps', 'two')).toHaveLength(2);
  cluster.delete('deployments.apps', 'two', 'web');
  await eventually('nothing left', () => pods('two').length === 0);
  expect(cluster.store.list('replicasets.apps', 'two')).toHaveLength(0);
});

test('a roll to an image that cannot be had keeps the old pods', async () => {
  cluster.apply([deployment('stuck', 'web', IMAGE, 2)]);
  await eventually('two ready pods', () => allReady('stuck', 2));
  cluster.apply([deployment('stuck', 'web', 'refused.acme.test:1/none:1', 2)]);
  await eventually('a third pod', () => pods('stuck').length === 3);
  expect(pods('stuck').filter(isReady)).toHaveLength(2);
});

test('a stateful set names pods by ordinal, a daemon set takes every node, a job ends', async () => {
  const spec = {
    selector: { matchLabels: { app: 'x' } },
    template: { metadata: { labels: { app: 'x' } }, spec: { containers: [{ name: 'web', image: IMAGE }] } },
  };
  cluster.apply([
    {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: { namespace: 'sts', name: 'db' },
      spec: { ...spec, replicas: 2 },
    },
    { apiVersion: 'apps/v1', kind: 'DaemonSet', metadata: { namespace: 'ds', name: 'agent' }, spec },
    {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { namespace: 'job', name: 'import' },
      spec: { template: spec.template },
    },
  ]);
  const ordinals = await eventually('two ready pods', () => allReady('sts', 2));
  expect(ordinals.map(({ metadata }) => metadata.name)).toEqual(['db-0', 'db-1']);
  const agents = await eventually('a pod per node', () => allReady('ds', 3));
  expect(agents.map(({ spec: { nodeName } }) => nodeName).sort()).toEqual([
    'worker-1',
    'worker-2',
    'worker-arm-1',
  ]);
  await eventually(
    'the job’s end',
    () => cluster.get('jobs.batch', 'job', 'import')?.status?.['succeeded'] === 1,
  );
  expect(pods('job')[0]?.status?.phase).toBe('Succeeded');
});

test('a pod gets its service account’s pull secrets at creation, and only then', async () => {
  cluster.apply([pod('accounts', 'early', IMAGE)]);
  const account = cluster.get('serviceaccounts', 'accounts', 'default');
  if (!account) throw new Error('no service account');
  cluster.store.replace('serviceaccounts', { ...account, imagePullSecrets: [{ name: 'regcred' }] });
  cluster.apply([
    pod('accounts', 'late', IMAGE),
    pod('accounts', 'own', IMAGE, { imagePullSecrets: [{ name: 'mine' }] }),
  ]);
  const secrets = pods('accounts').map(({ metadata, spec }) => [
    metadata.name,
    spec.imagePullSecrets?.[0]?.name,
  ]);
  expect(Object.fromEntries(secrets)).toEqual({ early: undefined, late: 'regcred', own: 'mine' });
});

test('selects the node by architecture, and says when none fits', async () => {
  cluster.apply([
    pod('arch', 'arm', IMAGE, { nodeSelector: { 'kubernetes.io/arch': 'arm64' } }),
    pod('arch', 'none', IMAGE, { nodeSelector: { 'kubernetes.io/arch': 's390x' } }),
  ]);
  const arm = await eventually('a bound pod', () => pods('arch').find(({ spec }) => spec.nodeName));
  expect([arm.metadata.name, arm.spec.nodeName]).toEqual(['arm', 'worker-arm-1']);
  await eventually('an event', () =>
    cluster.store.list('events', 'arch').some(({ reason }) => reason === 'FailedScheduling'),
  );
});

test('a pod can be told to be sick, and to get well', async () => {
  const sick = { 'sandbox.acme.test/state': 'CrashLoopBackOff' };
  const object = pod('sick', 'jobservice', IMAGE);
  cluster.apply([{ ...object, metadata: { ...object.metadata, annotations: sick } }]);
  const waiting = await eventually('the crash loop', () => {
    const state = pods('sick')[0]?.status?.containerStatuses?.[0]?.state['waiting'] as
      | { reason: string }
      | undefined;
    return state?.reason === 'CrashLoopBackOff' && state;
  });
  expect(waiting).toMatchObject({
    message: expect.stringContaining('back-off 5m0s restarting failed container=web'),
  });
  cluster.apply([
    { ...object, metadata: { ...object.metadata, annotations: { 'sandbox.acme.test/state': 'Running' } } },
  ]);
  await eventually('a ready pod', () => allReady('sick', 1));
});
