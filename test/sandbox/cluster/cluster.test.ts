import {
  ApiException,
  AppsV1Api,
  AuthorizationV1Api,
  CoreV1Api,
  CustomObjectsApi,
  KubeConfig,
  KubernetesObjectApi,
  makeInformer,
  PatchStrategy,
  setHeaderOptions,
  VersionApi,
  Watch,
} from '@kubernetes/client-node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SandboxCluster, startCluster } from '../../../src/sandbox/cluster/cluster.ts';
import { deployment, eventually, pod, pullSecret } from './objects.ts';

let cluster: SandboxCluster;
let config: KubeConfig;
let core: CoreV1Api;
const IMAGE = 'registry.acme.test/shop/cart:1';

beforeAll(async () => {
  cluster = await startCluster({
    preloaded: ['registry.acme.test/*'],
    identities: [
      { user: 'admin', token: 'admin-token' },
      {
        user: 'system:serviceaccount:medic:reader',
        token: 'reader-token',
        deny: [{ resources: ['secrets'], namespaces: ['vault'] }],
      },
    ],
    logs: ({ container, previous }) =>
      previous ? undefined : ['one', 'two', `three of ${container}`].join('\n'),
  });
  config = new KubeConfig();
  config.loadFromString(cluster.kubeconfig());
  core = config.makeApiClient(CoreV1Api);
  for (const index of [1, 2, 3, 4, 5])
    cluster.apply([
      {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: {
          namespace: 'many',
          name: `c${index}`,
          labels: { tier: index < 3 ? 'low' : 'high', [`n${index}`]: '' },
        },
      },
    ]);
});
afterAll(() => cluster.stop());

async function refusal(asked: Promise<unknown>): Promise<{ code: number; reason: string; message: string }> {
  const error = await asked.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ApiException)) throw new Error(`no refusal but ${String(error)}`);
  const body: unknown = typeof error.body === 'string' ? JSON.parse(error.body) : error.body;
  return { code: error.code, ...(body as { reason: string; message: string }) };
}

test('names its version, groups and resources', async () => {
  expect((await config.makeApiClient(VersionApi).getCode()).gitVersion).toBe('v1.31.4');
  const resources = await config.makeApiClient(AppsV1Api).getAPIResources();
  expect(resources.resources.map(({ name }) => name)).toContain('deployments/scale');
});

test('gets an object, and says in Kubernetes’ words that another is not there', async () => {
  expect((await core.readNamespace({ name: 'many' })).status?.phase).toBe('Active');
  const missing = await refusal(core.readNamespacedPod({ namespace: 'many', name: 'nobody' }));
  expect(missing).toMatchObject({ code: 404, reason: 'NotFound', message: 'pods "nobody" not found' });
  const group = await refusal(
    config.makeApiClient(AppsV1Api).readNamespacedDeployment({ namespace: 'many', name: 'x' }),
  );
  expect(group.message).toBe('deployments.apps "x" not found');
});

test('selects by label sets and fields', async () => {
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
  const first = await core.listNamespacedConfigMap({ namespace: 'many', limit: 2 });
  expect(first.items).toHaveLength(2);
  expect(first.metadata?.remainingItemCount).toBe(3);
  const _continue = first.metadata?._continue ?? '';
  const rest = await core.listNamespacedConfigMap({ namespace: 'many', limit: 10, _continue });
  expect(rest.items.map(({ metadata }) => metadata?.name)).toEqual(['c3', 'c4', 'c5']);
  expect(rest.metadata?._continue).toBeUndefined();
});

test('refuses a duplicate, a stale update and a bad name', async () => {
  const body = { metadata: { name: 'once' }, data: { a: '1' } };
  const made = await core.createNamespacedConfigMap({ namespace: 'default', body });
  expect(await refusal(core.createNamespacedConfigMap({ namespace: 'default', body }))).toMatchObject({
    code: 409,
    reason: 'AlreadyExists',
    message: 'configmaps "once" already exists',
  });
  await core.replaceNamespacedConfigMap({
    namespace: 'default',
    name: 'once',
    body: { ...made, data: { a: '2' } },
  });
  const stale = core.replaceNamespacedConfigMap({
    namespace: 'default',
    name: 'once',
    body: { ...made, data: {} },
  });
  expect(await refusal(stale)).toMatchObject({ code: 409, reason: 'Conflict' });
  const bad = core.createNamespacedConfigMap({
    namespace: 'default',
    body: { metadata: { name: 'Bad_Name' } },
  });
  expect(await refusal(bad)).toMatchObject({ code: 422, reason: 'Invalid' });
});

test('a dry run answers as if it wrote', async () => {
  const body = { metadata: { generateName: 'try-' } };
  const made = await core.createNamespacedConfigMap({ namespace: 'default', body, dryRun: 'All' });
  expect(made.metadata?.name).toMatch(/^try-[a-z0-9]{5}$/);
  expect(cluster.get('configmaps', 'default', made.metadata?.name ?? '')).toBeUndefined();
});

test('patches in all four ways', async () => {
  const apps = config.makeApiClient(AppsV1Api);
  cluster.apply([deployment('patched', 'web', IMAGE, 0)]);
  const at = { namespace: 'patched', name: 'web' };
  const json = await apps.patchNamespacedDeployment(
    { ...at, body: [{ op: 'add', path: '/metadata/labels', value: { a: 'b' } }] },
    setHeaderOptions('Content-Type', PatchStrategy.JsonPatch),
  );
  expect(json.metadata?.labels).toEqual({ a: 'b' });
  const merge = await apps.patchNamespacedDeployment(
    { ...at, body: { metadata: { labels: { a: null, c: 'd' } } } },
    setHeaderOptions('Content-Type', PatchStrategy.MergePatch),
  );
  expect(merge.metadata?.labels).toEqual({ c: 'd' });
  const strategic = await apps.patchNamespacedDeployment(
    {
      ...at,
      body: {
        spec: {
          template: {
            spec: { containers: [{ name: 'side', image: IMAGE }], imagePullSecrets: [{ name: 'r' }] },
          },
        },
      },
    },
    setHeaderOptions('Content-Type', PatchStrategy.StrategicMergePatch),
  );
  expect(strategic.spec?.template.spec?.containers.map(({ name }) => name)).toEqual(['web', 'side']);
  const applied = await apps.patchNamespacedDeployment(
    {
      ...at,
      fieldManager: 'medic',
      body: { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' }, spec: { paused: true } },
    },
    setHeaderOptions('Content-Type', PatchStrategy.ServerSideApply),
  );
  expect(applied.spec?.paused).toBe(true);
  expect(applied.metadata?.managedFields?.[0]?.manager).toBe('medic');
  const failed = apps.patchNamespacedDeployment(
    { ...at, body: [{ op: 'test', path: '/spec/replicas', value: 9 }] },
    setHeaderOptions('Content-Type', PatchStrategy.JsonPatch),
  );
  expect(await refusal(failed)).toMatchObject({ code: 422 });
});

test('does not let a pod change what pods cannot change', async () => {
  cluster.apply([pod('fixed', 'p', IMAGE)]);
  const asked = core.patchNamespacedPod(
    { namespace: 'fixed', name: 'p', body: { spec: { imagePullSecrets: [{ name: 'late' }] } } },
    setHeaderOptions('Content-Type', PatchStrategy.StrategicMergePatch),
  );
  expect((await refusal(asked)).message).toContain('pod updates may not change fields other than');
});

test('an informer sees what comes, changes and goes', async () => {
  const seen: string[] = [];
  const informer = makeInformer(config, '/api/v1/namespaces/watched/configmaps', () =>
    core.listNamespacedConfigMap({ namespace: 'watched' }),
  );
  for (const verb of ['add', 'update', 'delete'] as const)
    informer.on(verb, (object) => void seen.push(`${verb} ${object.metadata?.name}`));
  cluster.apply([{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'watched' } }]);
  await informer.start();
  cluster.apply([{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { namespace: 'watched', name: 'a' } }]);
  await eventually('the addition', () => seen.includes('add a'));
  cluster.apply([
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { namespace: 'watched', name: 'a' }, data: { k: 'v' } },
  ]);
  cluster.delete('configmaps', 'watched', 'a');
  await eventually('the deletion', () => seen.includes('delete a'));
  expect(seen).toEqual(['add a', 'update a', 'delete a']);
  await informer.stop();
});

test('a watch goes on from a revision, gets an end of the initial list, and 410 for one too old', async () => {
  const watch = new Watch(config);
  const collect = (
    query: Record<string, string | number | boolean>,
  ): Promise<{ type: string; object: unknown }[]> =>
    new Promise((resolve, reject) => {
      const events: { type: string; object: unknown }[] = [];
      const done = (error: unknown): void => (error ? reject(error) : resolve(events));
      watch
        .watch(
          '/api/v1/namespaces/many/configmaps',
          { timeoutSeconds: 1, ...query },
          (type, object: unknown) => void events.push({ type, object }),
          done,
        )
        .catch(reject);
    });
  const initial = await collect({
    sendInitialEvents: true,
    allowWatchBookmarks: true,
    resourceVersionMatch: 'NotOlderThan',
  });
  expect(initial.map(({ type }) => type)).toEqual([...Array<string>(5).fill('ADDED'), 'BOOKMARK']);
  const before = cluster.store.revision;
  cluster.apply([
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { namespace: 'many', name: 'c1' }, data: { x: 'y' } },
  ]);
  expect((await collect({ resourceVersion: before })).map(({ type }) => type)).toEqual(['MODIFIED']);
  cluster.store.compact();
  expect(await collect({ resourceVersion: before })).toMatchObject([
    { type: 'ERROR', object: { code: 410, reason: 'Expired' } },
  ]);
});

test('who may not is told so in RBAC’s words, and by review', async () => {
  const reader = new KubeConfig();
  reader.loadFromString(cluster.kubeconfig('system:serviceaccount:medic:reader'));
  cluster.apply([pullSecret('vault', 'regcred', {}), pullSecret('shop', 'regcred', {})]);
  const secret = reader
    .makeApiClient(CoreV1Api)
    .readNamespacedSecret({ namespace: 'vault', name: 'regcred' });
  expect(await refusal(secret)).toMatchObject({
    code: 403,
    reason: 'Forbidden',
    message:
      'secrets "regcred" is forbidden: User "system:serviceaccount:medic:reader" cannot get resource "secrets" in API group "" in the namespace "vault"',
  });
  const may = async (namespace: string): Promise<boolean | undefined> => {
    const body = { spec: { resourceAttributes: { verb: 'get', resource: 'secrets', namespace } } };
    const answer = await reader.makeApiClient(AuthorizationV1Api).createSelfSubjectAccessReview({ body });
    return answer.status?.allowed;
  };
  expect([await may('vault'), await may('shop')]).toEqual([false, true]);
});

test('nobody without a good token', async () => {
  const stranger = new KubeConfig();
  stranger.loadFromString(cluster.kubeconfig().replace('admin-token', 'guessed'));
  const asked = stranger.makeApiClient(CoreV1Api).listNamespace();
  expect((await refusal(asked)).code).toBe(401);
});

test('serves what a CustomResourceDefinition adds', async () => {
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

test('evicts a pod and gives its log', async () => {
  cluster.apply([deployment('evicted', 'web', IMAGE)]);
  const running = (): string | undefined =>
    cluster.store.list('pods', 'evicted').find(({ status }) => status?.['phase'] === 'Running')?.metadata
      .name;
  const name = await eventually('a running pod', running);
  const at = { namespace: 'evicted', name };
  expect(await core.readNamespacedPodLog({ ...at, tailLines: 2 })).toBe('two\nthree of web\n');
  const previous = core.readNamespacedPodLog({ ...at, previous: true });
  expect((await refusal(previous)).message).toBe(
    `previous terminated container "web" in pod "${name}" not found`,
  );
  await core.createNamespacedPodEviction({ ...at, body: { metadata: at } });
  await eventually('another pod in its place', () => running() !== undefined && running() !== name);
});
