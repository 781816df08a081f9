import { PatchStrategy, setHeaderOptions } from '@kubernetes/client-node';
import { expect, test } from 'vitest';
import { deployment, eventually, pod } from '../objects.ts';
import { IMAGE, refusal, withClients } from './clients.ts';

const clients = withClients();

test('refuses a duplicate, a stale update and a bad name', async () => {
  const { core } = clients();
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
  const { cluster, core } = clients();
  const body = { metadata: { generateName: 'try-' } };
  const made = await core.createNamespacedConfigMap({ namespace: 'default', body, dryRun: 'All' });
  expect(made.metadata?.name).toMatch(/^try-[a-z0-9]{5}$/);
  expect(cluster.get('configmaps', 'default', made.metadata?.name ?? '')).toBeUndefined();
});

test('patches in all four ways', async () => {
  const { cluster, apps } = clients();
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
  const { cluster, core } = clients();
  cluster.apply([pod('fixed', 'p', IMAGE)]);
  const asked = core.patchNamespacedPod(
    { namespace: 'fixed', name: 'p', body: { spec: { imagePullSecrets: [{ name: 'late' }] } } },
    setHeaderOptions('Content-Type', PatchStrategy.StrategicMergePatch),
  );
  expect((await refusal(asked)).message).toContain('pod updates may not change fields other than');
});

test('evicts a pod and gives its log', async () => {
  const { cluster, core } = clients();
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
