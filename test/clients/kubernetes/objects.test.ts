import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { ClusterReader } from '../../../src/engine/cluster.ts';
import { type SandboxCluster, startCluster } from '../../../src/sandbox/cluster/cluster.ts';
import { type ApiServer, refusal, startApiServer, writeKubeconfig } from './api-server.ts';
import { foundOf, readerFor } from './sandbox-reader.ts';

const HARBORS = { group: 'goharbor.io', plural: 'harborclusters' };
const CONFIG_MAPS = { group: '', plural: 'configmaps' };

let cluster: SandboxCluster;
let admin: ClusterReader;
let server: ApiServer;
beforeAll(async () => {
  cluster = await startCluster({
    preloaded: ['registry.acme.test/*'],
    identities: [
      { user: 'admin', token: 'admin-token' },
      { user: 'narrow', token: 'narrow-token', deny: [{ groups: ['goharbor.io'] }] },
    ],
  });
  cluster.apply([
    definition('harborclusters', 'HarborCluster', 'goharbor.io', ['v1alpha3', 'v1beta1']),
    definition('registrysecrets', 'RegistrySecret', 'kangaroo.io', ['v1alpha1']),
    {
      apiVersion: 'goharbor.io/v1beta1',
      kind: 'HarborCluster',
      metadata: { namespace: 'harbor', name: 'main', labels: { tier: 'prod' } },
      status: { status: 'unhealthy' },
    },
    ...Array.from({ length: 1203 }, (_, index) => ({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { namespace: 'many', name: `c${index}` },
    })),
  ]);
  admin = await readerFor(cluster.kubeconfig());
  server = await startApiServer();
});
afterAll(() => Promise.all([cluster.stop(), server.stop()]));

function definition(plural: string, kind: string, group: string, versions: readonly string[]) {
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}` },
    spec: {
      group,
      names: { plural, kind },
      scope: 'Namespaced',
      versions: versions.map((name) => ({ name, served: true })),
    },
  };
}

test('groups, the core among them', async () => {
  expect(foundOf(await admin.groups())).toEqual(
    expect.arrayContaining(['', 'apps', 'goharbor.io', 'kangaroo.io', 'metrics.k8s.io']),
  );
});

test('objects of a custom kind in the version the cluster prefers', async () => {
  expect(foundOf(await admin.objects(HARBORS, null))).toMatchObject([
    {
      apiVersion: 'goharbor.io/v1beta1',
      kind: 'HarborCluster',
      metadata: { namespace: 'harbor', name: 'main' },
      status: { status: 'unhealthy' },
    },
  ]);
  expect(foundOf(await admin.objects(HARBORS, 'harbor', 'tier=test'))).toEqual([]);
  expect(foundOf(await admin.object(HARBORS, 'harbor', 'main')).metadata.labels).toEqual({ tier: 'prod' });
});

test('what is not there, what the cluster does not serve and what may not be read are three things', async () => {
  expect(await admin.object(HARBORS, 'harbor', 'gone')).toEqual({
    ended: 'not-found',
    says: 'harborclusters.goharbor.io "gone" not found',
  });
  const repositories = { group: 'image.theriseunion.io', plural: 'repositories' };
  const says = 'this cluster serves no repositories.image.theriseunion.io';
  expect(await admin.objects(repositories, null)).toEqual({ ended: 'not-found', says });
  expect(await admin.objects({ ...HARBORS, plural: 'harbors' }, null)).toMatchObject({
    ended: 'not-found',
    says: 'this cluster serves no harbors.goharbor.io',
  });
  const narrow = await readerFor(cluster.kubeconfig('narrow'));
  expect(await narrow.objects(HARBORS, 'harbor')).toMatchObject({
    ended: 'forbidden',
    says: expect.stringContaining('cannot list resource "harborclusters" in API group "goharbor.io"'),
  });
});

test('a kind is served as soon as its definition is there', async () => {
  const kind = { group: 'kangaroo.io', plural: 'registries' };
  expect(await admin.objects(kind, null)).toMatchObject({ ended: 'not-found' });
  cluster.apply([definition('registries', 'Registry', 'kangaroo.io', ['v1alpha1'])]);
  expect(await admin.objects(kind, null)).toEqual({ ended: 'found', value: [] });
});

test('long lists come page by page', async () => {
  const all = foundOf(await admin.objects(CONFIG_MAPS, 'many'));
  expect(all).toHaveLength(1203);
  expect(all[0]).toMatchObject({ kind: 'ConfigMap', apiVersion: 'v1' });
});

test('Secrets are not read as objects', async () => {
  const secrets = { group: '', plural: 'secrets' };
  await expect(admin.objects(secrets, 'harbor')).rejects.toThrow('not allowed');
  await expect(admin.object(secrets, 'harbor', 'x')).rejects.toThrow('not allowed');
});

test('a list that expires twice, and a version found once is not asked for again', async () => {
  const reader = await literalReader();
  server.handle(({ at }) => {
    if (at.pathname === '/apis/goharbor.io')
      return { json: { name: 'goharbor.io', versions: [], preferredVersion: { version: 'v1beta1' } } };
    if (at.pathname === '/apis/goharbor.io/v1beta1')
      return { json: { resources: [{ name: 'harborclusters', kind: 'HarborCluster' }] } };
    if (!at.searchParams.has('continue'))
      return { json: { metadata: { continue: 'x' }, items: [{ metadata: { name: 'a' } }] } };
    return refusal(410, 'Expired', 'The provided continue parameter is too old');
  });
  expect(await reader.objects(HARBORS, null)).toMatchObject({
    ended: 'unreachable',
    says: expect.stringContaining('410'),
  });
  await reader.objects(HARBORS, null);
  expect(server.asked.filter((asked) => asked === 'GET /apis/goharbor.io')).toHaveLength(1);
});

test('secrets in an object and the copy that kubectl keeps stay behind', async () => {
  const reader = await literalReader();
  server.handle(({ at }) =>
    at.pathname === '/apis/apps/v1' || at.pathname === '/apis/apps'
      ? {
          json: {
            name: 'apps',
            versions: [{ version: 'v1' }],
            resources: [{ name: 'deployments', kind: 'Deployment' }],
          },
        }
      : {
          json: {
            metadata: {
              name: 'harbor-core',
              annotations: {
                'kubectl.kubernetes.io/last-applied-configuration': '{"password":"Harbor12345"}',
                note: 'kept',
              },
              managedFields: [
                {
                  manager: 'helm',
                  operation: 'Update',
                  time: '2026-11-20T10:00:00Z',
                  fieldsV1: { 'f:spec': {} },
                },
              ],
            },
            spec: {
              env: [
                { name: 'HARBOR_ADMIN_PASSWORD', value: 'Harbor12345' },
                { name: 'LOG_LEVEL', value: 'debug' },
                { name: 'HTTPS_PROXY', value: 'http://bob:Harbor12345@proxy.acme.test:3128' },
              ],
            },
          },
        },
  );
  const kind = { group: 'apps', plural: 'deployments' };
  const object = foundOf(await reader.object(kind, 'harbor', 'harbor-core'));
  expect(JSON.stringify(object)).not.toContain('Harbor12345');
  expect(object.metadata).toMatchObject({
    annotations: { note: 'kept' },
    managedFields: [{ manager: 'helm', operation: 'Update', time: '2026-11-20T10:00:00Z' }],
  });
  expect(JSON.stringify(object)).not.toContain('f:spec');
  expect(JSON.stringify(object)).toContain('debug');
});

async function literalReader(): Promise<ClusterReader> {
  const { createClusterReader } = await import('../../../src/clients/kubernetes/reader.ts');
  const kubeconfig = await writeKubeconfig('prod', server);
  return createClusterReader({ name: 'prod', kubeconfig, inCluster: false, default: false }, {});
}

test('events of a namespace with what they are about', async () => {
  const claim = {
    metadata: { namespace: 'harbor', name: 'data-0', uid: 'u1' },
    kind: 'PersistentVolumeClaim',
  };
  cluster.report({
    about: claim,
    type: 'Warning',
    reason: 'ProvisioningFailed',
    message: 'storageclass.storage.k8s.io "fast" not found',
    component: 'persistentvolume-controller',
  });
  expect(foundOf(await admin.events('harbor'))).toMatchObject([
    {
      about: { kind: 'PersistentVolumeClaim', name: 'data-0' },
      reason: 'ProvisioningFailed',
      source: 'persistentvolume-controller',
    },
  ]);
});

test('usage of pods that run, and of nodes', async () => {
  cluster.apply([
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        namespace: 'harbor',
        name: 'core',
        annotations: { 'sandbox.acme.test/usage': '{"core":{"memory":"1900Mi"}}' },
      },
      spec: { containers: [{ name: 'core', image: 'registry.acme.test/core:1' }] },
    },
  ]);
  const kind = { group: 'metrics.k8s.io', plural: 'pods' };
  await vi.waitFor(async () => {
    expect(foundOf(await admin.objects(kind, 'harbor'))).toMatchObject([
      { metadata: { name: 'core' }, containers: [{ name: 'core', usage: { cpu: '5m', memory: '1900Mi' } }] },
    ]);
  }, 90_000);
  expect(foundOf(await admin.objects({ ...kind, plural: 'nodes' }, null))).toHaveLength(3);
  expect(await admin.object(kind, 'harbor', 'gone')).toMatchObject({ ended: 'not-found' });
});
