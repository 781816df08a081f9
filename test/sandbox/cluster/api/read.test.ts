import { CustomObjectsApi, KubernetesObjectApi, VersionApi } from '@kubernetes/client-node';
import { expect, test } from 'vitest';
import { refusal, withClients } from './clients.ts';

const clients = withClients();

test('names its version, groups and resources', async () => {
  const { config, apps } = clients();
  expect((await config.makeApiClient(VersionApi).getCode()).gitVersion).toBe('v1.31.4');
  const resources = await apps.getAPIResources();
  expect(resources.resources.map(({ name }) => name)).toContain('deployments/scale');
});

test('gets an object, and says in Kubernetes’ words that another is not there', async () => {
  const { core, apps } = clients();
  expect((await core.readNamespace({ name: 'many' })).status?.phase).toBe('Active');
  const missing = await refusal(core.readNamespacedPod({ namespace: 'many', name: 'nobody' }));
  expect(missing).toMatchObject({ code: 404, reason: 'NotFound', message: 'pods "nobody" not found' });
  const group = await refusal(apps.readNamespacedDeployment({ namespace: 'many', name: 'x' }));
  expect(group.message).toBe('deployments.apps "x" not found');
});

test('selects by label sets and fields', async () => {
  const { core } = clients();
  const names = async (labelSelector?: string, fieldSelector?: string): Promise<unknown> =>
    (
      await core.listNamespacedConfigMap({
        namespace: 'many',
        ...(labelSelector ? { labelSelector } : {}),
        ...(fieldSelector ? { fieldSelector } : {}),
      })
    ).items.map(({ metadata }) => metadata?.name);
  expect(await names('tier=low')).toEqual(['c1', 'c2']);
  expect(await names('tier in (low, mid),!n1')).toEqual(['c2']);
  expect(await names('tier notin (low)')).toEqual(['c3', 'c4', 'c5']);
  expect(await names(undefined, 'metadata.name=c4')).toEqual(['c4']);
  const odd = await refusal(
    core.listNamespacedConfigMap({ namespace: 'many', fieldSelector: 'spec.colour=red' }),
  );
  expect(odd).toMatchObject({ code: 400, message: 'field label not supported: spec.colour' });
});

test('pages with a continue token and the number that remains', async () => {
  const { core } = clients();
  const first = await core.listNamespacedConfigMap({ namespace: 'many', limit: 2 });
  expect(first.items).toHaveLength(2);
  expect(first.metadata?.remainingItemCount).toBe(3);
  const _continue = first.metadata?._continue ?? '';
  const rest = await core.listNamespacedConfigMap({ namespace: 'many', limit: 10, _continue });
  expect(rest.items.map(({ metadata }) => metadata?.name)).toEqual(['c3', 'c4', 'c5']);
  expect(rest.metadata?._continue).toBeUndefined();
});

test('serves what a CustomResourceDefinition adds', async () => {
  const { cluster, config } = clients();
  const names = {
    plural: 'harborclusters',
    singular: 'harborcluster',
    kind: 'HarborCluster',
    shortNames: ['hc'],
  };
  cluster.apply([
    {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'harborclusters.goharbor.io' },
      spec: {
        group: 'goharbor.io',
        names,
        scope: 'Namespaced',
        versions: [{ name: 'v1beta1', served: true }],
      },
    },
    {
      apiVersion: 'goharbor.io/v1beta1',
      kind: 'HarborCluster',
      metadata: { namespace: 'harbor', name: 'main' },
      status: { status: 'unhealthy' },
    },
  ]);
  const at = { group: 'goharbor.io', version: 'v1beta1', namespace: 'harbor', plural: 'harborclusters' };
  const got: unknown = await config
    .makeApiClient(CustomObjectsApi)
    .getNamespacedCustomObject({ ...at, name: 'main' });
  expect(got).toMatchObject({ kind: 'HarborCluster', status: { status: 'unhealthy' } });
  const read = await KubernetesObjectApi.makeApiClient(config).read({
    apiVersion: 'goharbor.io/v1beta1',
    kind: 'HarborCluster',
    metadata: { namespace: 'harbor', name: 'main' },
  });
  expect(read.metadata?.name).toBe('main');
});
