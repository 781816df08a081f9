import { expect, test } from 'vitest';
import { RegistryConfig } from '../../../src/config.ts';
import type { ClusterReader, PodRecord } from '../../../src/engine/cluster.ts';
import type { KubeObject, ObjectKind } from '../../../src/engine/kube-object.ts';
import { findInstallations } from '../../../src/jobs/installation/find-installations.ts';
import { ended, found, literalCluster, madePod, runningContainer } from '../../probes/literal-cluster.ts';

const pod = (namespace: string, name: string, image: string, more: Partial<PodRecord> = {}) =>
  madePod(name, { namespace, phase: 'Running', containers: [runningContainer({ image })], ...more });

function clusterOf(
  pods: readonly PodRecord[],
  objects: Readonly<Record<string, readonly KubeObject[]>> = {},
  more: Partial<ClusterReader> = {},
): ClusterReader {
  return literalCluster({
    groups: found(['', 'apps', ...Object.keys(objects).map((key) => key.slice(key.indexOf('.') + 1))]),
    scanPods: async (_namespace, keep) => ({
      ended: 'found',
      value: { seen: pods.length, kept: pods.filter(keep) },
    }),
    objects: async ({ group, plural }: ObjectKind, namespace) => ({
      ended: 'found',
      value: (objects[`${plural}.${group}`] ?? []).filter(
        ({ metadata }) => namespace === null || metadata.namespace === namespace,
      ),
    }),
    ...more,
  });
}

const search = (clusters: readonly ClusterReader[], registries: readonly object[] = [], wanted?: string) =>
  findInstallations(
    {
      clusters: new Map(clusters.map((cluster) => [cluster.name, cluster])),
      registries: registries.map((one) => RegistryConfig.parse(one)),
    },
    wanted,
  );

const helm = { release: 'registry', app: 'harbor', component: 'core', heritage: 'Helm' };
const core = pod('harbor', 'registry-harbor-core-0', 'mirror.test/goharbor/harbor-core:v2.13.1', {
  labels: helm,
});
const endpoint: KubeObject = {
  metadata: { name: 'registry-harbor-core', namespace: 'harbor' },
  data: { EXT_ENDPOINT: 'https://harbor.acme.test:8443' },
};

test('a Harbor of the Helm chart, with the host that its core is told', async () => {
  const cluster = clusterOf([core, pod('shop', 'cart-0', 'harbor.acme.test/shop/cart:1')], {
    'configmaps.': [endpoint],
  });
  expect(await search([cluster])).toEqual({
    found: [
      {
        name: 'harbor/registry',
        product: 'harbor',
        host: 'harbor.acme.test:8443',
        place: { cluster: 'prod', namespace: 'harbor', instance: 'registry' },
        installer: 'helm',
        foundBy: 'discovery',
      },
    ],
    couldNotLook: [],
  });
});

test('what is configured and found is one, whether by its host or by where it runs', async () => {
  const cluster = clusterOf([core], { 'configmaps.': [endpoint] });
  const place = { cluster: 'prod', namespace: 'harbor', instance: 'registry' };
  const byHost = await search([cluster], [{ name: 'main', host: 'HARBOR.acme.test:8443', kind: 'harbor' }]);
  expect(byHost.found).toMatchObject([
    { name: 'main', product: 'harbor', place, installer: 'helm', foundBy: 'configuration' },
  ]);
  const runsIn = { cluster: 'prod', namespace: 'harbor' };
  const byPlace = await search([cluster], [{ name: 'main', host: 'other.acme.test', runsIn }]);
  expect(byPlace.found).toMatchObject([{ name: 'main', host: 'other.acme.test', product: 'harbor', place }]);
  const another = await search([cluster], [{ name: 'dr', host: 'harbor-dr.acme.test', kind: 'harbor' }]);
  expect(another.found.map(({ name }) => name)).toEqual(['dr', 'harbor/registry']);
});

test('a HarborCluster stands for its pods, and tells its address itself', async () => {
  const cluster = clusterOf([pod('kangaroo-lrf04', 'core-0', 'goharbor/harbor-core:v2.10.0')], {
    'harborclusters.goharbor.io': [
      {
        metadata: { name: 'trust-node-port', namespace: 'kangaroo-lrf04' },
        spec: { externalURL: 'http://10.6.232.5:30010' },
      },
    ],
  });
  expect((await search([cluster])).found).toEqual([
    {
      name: 'kangaroo-lrf04/trust-node-port',
      product: 'harbor',
      host: '10.6.232.5:30010',
      scheme: 'http',
      place: { cluster: 'prod', namespace: 'kangaroo-lrf04', instance: 'trust-node-port' },
      installer: 'operator',
      foundBy: 'discovery',
    },
  ]);
});

test('a plain registry behind an Ingress, Bitnami, kangaroo, the image controller and Cargo', async () => {
  const cluster = clusterOf(
    [
      pod('tools', 'images-0', 'registry:3', { owner: { kind: 'Deployment', name: 'images' } }),
      pod('bit', 'h-core-0', 'docker.io/bitnami/harbor-core:2.13.0', {
        labels: { 'app.kubernetes.io/instance': 'h' },
      }),
      pod('edge-system', 'ic-0', 'acme.test/edge/controller:1', { labels: { app: 'image-controller' } }),
      pod('default', 'ct-0', 'acme.test/cargo/cargo-token:2'),
      // A database alone is nobody's.
      pod('shop', 'db-0', 'acme.test/goharbor/harbor-db:v2.13.1'),
    ],
    {
      'ingresses.networking.k8s.io': [
        {
          metadata: { name: 'in', namespace: 'tools' },
          spec: {
            tls: [{ hosts: ['images.acme.test'] }],
            rules: [
              { host: 'images.acme.test', http: { paths: [{ backend: { service: { name: 'images' } } }] } },
            ],
          },
        },
      ],
      'registrysecrets.kangaroo.io': [{ metadata: { name: 'a', namespace: 'kangaroo-system' } }],
      'repositories.image.theriseunion.io': [],
    },
  );
  const { found: all } = await search([cluster]);
  expect(all.map(({ name, product, installer, host }) => [name, product, installer, host])).toEqual(
    expect.arrayContaining([
      ['tools/images', 'distribution', 'manifest', 'images.acme.test'],
      ['bit/h', 'harbor', 'bitnami', null],
      ['edge-system/image-controller', 'image-controller', 'manifest', null],
      ['default/cargo', 'cargo', 'manifest', null],
      ['kangaroo-system/kangaroo', 'kangaroo', 'unknown', null],
    ]),
  );
  expect(all).toHaveLength(5);
});

test('a cluster that refuses is a blind spot and hides nothing else', async () => {
  const refusing = literalCluster({
    name: 'edge',
    groups: ended('unreachable', 'connect ECONNREFUSED 10.0.0.1:6443'),
    scanPods: ended('forbidden', 'pods is forbidden'),
  });
  const seen = await search([clusterOf([core], { 'configmaps.': [endpoint] }), refusing]);
  expect(seen.found).toHaveLength(1);
  expect(seen.couldNotLook).toEqual([
    { probe: 'registries of cluster edge', why: 'connect ECONNREFUSED 10.0.0.1:6443' },
    { probe: 'registries of cluster edge', why: 'pods is forbidden' },
  ]);
});

test('one is wanted: by name, by host, by namespace', async () => {
  const clusters = [clusterOf([core], { 'configmaps.': [endpoint] })];
  const registries = [
    { name: 'main', host: 'harbor.acme.test:8443' },
    { name: 'dr', host: 'dr.acme.test' },
  ];
  for (const [wanted, names] of [
    ['main', ['main']],
    ['harbor.acme.test:8443', ['main']],
    ['dr', ['dr']],
    ['harbor', ['main']],
    ['nothing', []],
  ] as const)
    expect((await search(clusters, registries, wanted)).found.map(({ name }) => name)).toEqual(names);
});

test('a cluster full of registries is searched up to a limit, and that is said', async () => {
  const many = Array.from({ length: 60 }, (_, index) =>
    pod('tools', `r-${index}`, 'registry:3', { owner: { kind: 'Deployment', name: `r-${index}` } }),
  );
  const seen = await search([clusterOf(many)]);
  expect(seen.found).toHaveLength(50);
  expect(seen.couldNotLook).toMatchObject([{ why: expect.stringContaining('10 more registries') }]);
});
