import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { ClusterReader } from '../../../src/engine/cluster.ts';
import type { KubeObject, ObjectKind } from '../../../src/engine/kube-object.ts';
import { harborClusterOf } from '../../../src/engine/kubernetes/harbor-cluster.ts';
import { kangarooRegistrySecretOf } from '../../../src/engine/kubernetes/kangaroo-registry-secret.ts';
import { egressOn, networkPolicyOf, policiesOn } from '../../../src/engine/kubernetes/network-policy.ts';
import { nodeOf } from '../../../src/engine/kubernetes/node.ts';
import { podMetricsOf } from '../../../src/engine/kubernetes/pod-metrics.ts';
import { repositoryOf } from '../../../src/engine/kubernetes/repository.ts';
import { theriseunionRegistrySecretOf } from '../../../src/engine/kubernetes/theriseunion-registry-secret.ts';
import { type SandboxCluster, startCluster } from '../../../src/sandbox/cluster/cluster.ts';
import { AILMENTS } from '../../../src/sandbox/relatives/ailments.ts';
import { CONTROLLER_IMAGE } from '../../../src/sandbox/relatives/image-controller.ts';
import { ailmentsOf } from '../../../src/sandbox/relatives/struck.ts';
import { SYSTEMS } from '../../../src/sandbox/relatives/systems.ts';
import { foundOf, readerFor } from '../../clients/kubernetes/sandbox-reader.ts';
import { pod } from '../cluster/objects.ts';

let cluster: SandboxCluster;
let reader: ClusterReader;
beforeAll(async () => {
  cluster = await startCluster({ preloaded: ['registry.acme.test/*', CONTROLLER_IMAGE] });
  const core = pod('harbor', 'harbor-core-0', 'registry.acme.test/goharbor/harbor-core:v2.13.1');
  cluster.apply([{ ...core, metadata: { ...core.metadata, labels: { component: 'core' } } }]);
  reader = await readerFor(cluster.kubeconfig());
});
afterAll(() => cluster.stop());

const THERISEUNION = 'image.theriseunion.io';
const one = (objects: readonly KubeObject[]): KubeObject => {
  const [first, ...more] = objects;
  if (!first || more.length > 0) throw new Error(`${objects.length} objects`);
  return first;
};
const named = (name: string) => (objects: readonly KubeObject[]) =>
  repositoryOf(one(objects.filter(({ metadata }) => metadata.name === name)));

/** Of each ailment: where to look, what is read of it, sick and well. */
const LOOKS: Readonly<
  Record<string, readonly [ObjectKind, (objects: readonly KubeObject[]) => unknown, unknown, unknown]>
> = {
  'operator-database': [
    { group: 'goharbor.io', plural: 'harborclusters' },
    (objects) => harborClusterOf(one(objects)),
    { status: 'unhealthy', waitsFor: { type: 'DatabaseReady' } },
    { status: 'healthy', waitsFor: null },
  ],
  'integration-dns': [
    { group: 'kangaroo.io', plural: 'registrysecrets' },
    (objects) => kangarooRegistrySecretOf(one(objects)),
    { state: { status: 'False', message: expect.stringContaining('no such host') } },
    { state: { status: 'True' } },
  ],
  'integration-missing': [
    { group: 'kangaroo.io', plural: 'registrysecrets' },
    (objects) => objects.map((each) => kangarooRegistrySecretOf(each)),
    [],
    [{ host: 'harbor.acme.test' }],
  ],
  'source-domain-scheme': [
    { group: THERISEUNION, plural: 'registrysecrets' },
    (objects) => theriseunionRegistrySecretOf(one(objects)),
    { domainFault: 'scheme', verifyStatus: 'Failed' },
    { domainFault: null, verifyStatus: 'Success' },
  ],
  'source-unreached': [
    { group: THERISEUNION, plural: 'registrysecrets' },
    (objects) => theriseunionRegistrySecretOf(one(objects)),
    { host: 'harbor-moved.acme.test', verifyStatus: 'Failed' },
    { host: 'harbor.acme.test', verifyStatus: 'Success' },
  ],
  'sync-tag-in-path': [
    { group: THERISEUNION, plural: 'repositories' },
    named('cart'),
    { tagInPath: 'v1.0.0', tag: 'latest', sync: { state: 'failed' } },
    { tagInPath: null, sync: { state: 'done' } },
  ],
  'sync-stuck': [
    { group: THERISEUNION, plural: 'repositories' },
    named('models'),
    { sync: { state: 'syncing', progress: 45, mark: 'syncing' } },
    { sync: { state: 'done', mark: null } },
  ],
  'sync-timeout': [
    { group: THERISEUNION, plural: 'repositories' },
    named('training'),
    { syncTimeoutMs: 600_000, sync: { state: 'failed' } },
    { syncTimeoutMs: 1_800_000, conditions: [] },
  ],
  'egress-blocked': [
    { group: 'networking.k8s.io', plural: 'networkpolicies' },
    (objects) => {
      const pod = { namespace: 'edge-system', labels: { app: 'image-controller' } };
      const on = policiesOn(objects.map(networkPolicyOf), pod);
      return [egressOn(on, 443), egressOn(on, 53, 'UDP')];
    },
    ['no', 'anywhere'],
    ['anywhere', 'anywhere'],
  ],
};

test('a node without room, and with room again', async () => {
  const ailments = ailmentsOf(cluster);
  const look = async () =>
    nodeOf(foundOf(await reader.object({ group: '', plural: 'nodes' }, null, 'worker-2')));
  expect(ailments.strike('node-disk-pressure')).toBe(true);
  expect(await look()).toMatchObject({
    troubles: [{ type: 'DiskPressure', reason: 'KubeletHasDiskPressure' }],
    taints: [{ key: 'node.kubernetes.io/disk-pressure', effect: 'NoSchedule' }],
  });
  expect(ailments.all().filter((one) => one.struck)).toMatchObject([{ id: 'node-disk-pressure' }]);
  ailments.heal('node-disk-pressure');
  expect(await look()).toMatchObject({ troubles: [], taints: [] });
});

test('core is killed for its memory until its pod goes', async () => {
  const ailments = ailmentsOf(cluster);
  const pods = async () => foundOf(await reader.pods('harbor'));
  await vi.waitFor(async () => expect(await pods()).toMatchObject([{ phase: 'Running' }]), 90_000);
  ailments.strike('core-out-of-memory');
  await vi.waitFor(
    async () =>
      expect(await pods()).toMatchObject([
        {
          containers: [
            { reason: 'CrashLoopBackOff', restarts: 14, last: { reason: 'OOMKilled', exitCode: 137 } },
          ],
        },
      ]),
    90_000,
  );
  ailments.heal('core-out-of-memory');
  await vi.waitFor(async () => expect(await pods()).toEqual([]), 90_000);
});

test('the image controller is killed for its memory until it is mended, with a pod of its own each time', async () => {
  const ailments = ailmentsOf(cluster);
  const containers = async () =>
    foundOf(await reader.pods('edge-system', 'app=image-controller')).flatMap((one) => one.containers);
  ailments.strike('controller-out-of-memory');
  await vi.waitFor(
    async () =>
      expect(await containers()).toMatchObject([
        { name: 'controller', reason: 'CrashLoopBackOff', restarts: 23, last: { reason: 'OOMKilled' } },
      ]),
    { timeout: 90_000 },
  );
  // What else is struck meanwhile does not mend it.
  ailments.strike('sync-timeout');
  expect(await containers()).toMatchObject([{ reason: 'CrashLoopBackOff' }]);
  ailments.heal('sync-timeout');
  ailments.heal('controller-out-of-memory');
  await vi.waitFor(
    async () => expect(await containers()).toMatchObject([{ state: 'running', ready: true, restarts: 0 }]),
    { timeout: 90_000 },
  );
  const usage = foundOf(await reader.objects({ group: 'metrics.k8s.io', plural: 'pods' }, 'edge-system'));
  expect(usage.map(podMetricsOf)).toMatchObject([
    { containers: [{ name: 'controller', usage: { memory: 180 * 1024 ** 2 } }] },
  ]);
});

test('the image controller fills its memory until its pod goes', async () => {
  const ailments = ailmentsOf(cluster);
  const used = async () =>
    foundOf(await reader.objects({ group: 'metrics.k8s.io', plural: 'pods' }, 'edge-system'))
      .map(podMetricsOf)
      .flatMap(({ containers }) => containers.map(({ usage }) => usage.memory));
  ailments.strike('controller-starved');
  await vi.waitFor(async () => expect(await used()).toEqual([249 * 1024 ** 2]), { timeout: 90_000 });
  ailments.heal('controller-starved');
  await vi.waitFor(async () => expect(await used()).toEqual([180 * 1024 ** 2]), { timeout: 90_000 });
});

test('what nobody knows, and what was never struck, is left alone', async () => {
  const ailments = ailmentsOf(cluster);
  expect([ailments.strike('tag-not-found'), ailments.heal('tag-not-found')]).toEqual([false, false]);
  const before = cluster.store.revision;
  expect(ailments.heal('sync-stuck')).toBe(true);
  expect(cluster.store.revision).toBe(before);
});

test.each(AILMENTS.filter(({ id }) => id in LOOKS).map((ailment) => [ailment.id, ailment] as const))(
  '%s strikes and heals',
  async (id, ailment) => {
    const [kind, read, sick, well] = LOOKS[id] ?? [];
    if (!kind || !read) throw new Error(`nobody looks at ${id}`);
    ailment.strike(cluster);
    ailment.strike(cluster);
    expect(read(foundOf(await reader.objects(kind, null)))).toMatchObject(sick as object);
    ailment.heal(cluster);
    expect(read(foundOf(await reader.objects(kind, null)))).toMatchObject(well as object);
  },
);

test('each ailment is looked at', () => {
  const seen = [
    ...Object.keys(LOOKS),
    'node-disk-pressure',
    'core-out-of-memory',
    'controller-out-of-memory',
    'controller-starved',
    // test/e2e/systems.test.ts
    ...SYSTEMS.map(({ id }) => id),
  ];
  expect(AILMENTS.map(({ id }) => id).toSorted()).toEqual(seen.toSorted());
});
