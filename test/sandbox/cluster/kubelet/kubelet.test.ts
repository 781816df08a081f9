import { CoreV1Api, KubeConfig, PatchStrategy, setHeaderOptions } from '@kubernetes/client-node';
import { expect, test } from 'vitest';
import { eventually, pod } from '../objects.ts';
import { bench, failure, HOST, messages, resolving, status } from './bench.ts';

const bed = bench();

test('pulls really, starts the pod and tells of it', async () => {
  const stub = await bed.registry();
  const on = await bed.cluster();
  const image = `${HOST}:${stub.port}/shop/cart:1`;
  on.apply([pod('shop', 'p', image)]);
  await eventually('a running pod', () => status(on).phase === 'Running');
  expect(status(on).containerStatuses?.[0]).toMatchObject({
    ready: true,
    imageID: expect.stringMatching(`^${HOST}:${stub.port}/shop/cart@sha256:[0-9a-f]{64}$`),
  });
  expect(stub.asked[0]).toBe('HEAD /v2/shop/cart/manifests/1');
  expect(stub.asked.filter((line) => line.includes('/blobs/'))).toHaveLength(2);
  const told = messages(on);
  expect(told).toContain('Scheduled: Successfully assigned shop/p to n1');
  expect(told).toContain(`Pulling: Pulling image "${image}"`);
  expect(told.find((line) => line.startsWith('Pulled'))).toMatch(
    /^Pulled: Successfully pulled image ".+" in [\d.]+m?s \([\d.]+m?s including waiting\)\. Image size: \d+ bytes\.$/,
  );
  expect(told).toEqual(
    expect.arrayContaining(['Created: Created container web', 'Started: Started container web']),
  );
  expect(JSON.stringify(on.get('nodes', '', 'n1')?.status?.['images'])).toContain(image);
  on.apply([pod('shop', 'q', image)]);
  await eventually('the second pod', () => status(on, 'q').phase === 'Running');
  expect(messages(on)).toContain(`Pulled: Container image "${image}" already present on machine`);
});

test('an unknown tag: events are counted up, the back-off hides the cause, and the pod heals', async () => {
  const stub = await bed.registry();
  const on = await bed.cluster();
  const image = `${HOST}:${stub.port}/shop/cart:2`;
  expect(await failure(on, image)).toBe(`${resolving(image)}${image}: not found`);
  await eventually('the back-off', () => {
    const waiting = status(on).containerStatuses?.[0]?.state['waiting'];
    return (
      JSON.stringify(waiting) ===
      JSON.stringify({ reason: 'ImagePullBackOff', message: `Back-off pulling image "${image}"` })
    );
  });
  const counted = await eventually('a second failure', () =>
    on.store
      .list('events', 'shop')
      .find(({ message, count }) => message === 'Error: ErrImagePull' && Number(count) > 1),
  );
  expect(counted).toMatchObject({
    type: 'Warning',
    reason: 'Failed',
    source: { component: 'kubelet', host: 'n1' },
    involvedObject: { kind: 'Pod', name: 'p', fieldPath: 'spec.containers{web}' },
  });
  expect(messages(on)).toContain(
    `Failed: Failed to pull image "${image}": ${resolving(image)}${image}: not found`,
  );
  stub.hold('shop/cart', '2', ['amd64']);
  await eventually('a running pod', () => status(on).phase === 'Running');
});

test('older kubelets print the code, newer ones the cause of the back-off', async () => {
  const stub = await bed.registry();
  const image = `${HOST}:${stub.port}/shop/cart:2`;
  const old = await bed.cluster({ nodes: [{ name: 'n1', arch: 'amd64', kubelet: 'v1.28.9' }] });
  expect(await failure(old, image)).toBe(
    `rpc error: code = NotFound desc = ${resolving(image)}${image}: not found`,
  );
  const young = await bed.cluster({ nodes: [{ name: 'n1', arch: 'amd64', kubelet: 'v1.33.1' }] });
  await failure(young, image);
  await eventually('the cause in the back-off', () =>
    JSON.stringify(status(young)).includes(
      `Back-off pulling image \\"${image}\\": ErrImagePull: failed to pull`,
    ),
  );
});

test('a name that is none is never pulled', async () => {
  const on = await bed.cluster();
  on.apply([pod('shop', 'p', 'registry.acme.test/Shop/Cart:1')]);
  await eventually('InvalidImageName', () =>
    JSON.stringify(status(on)).includes('"reason":"InvalidImageName"'),
  );
  expect(messages(on)).toContain(
    `InspectFailed: Failed to apply default image tag "registry.acme.test/Shop/Cart:1": couldn't parse image reference "registry.acme.test/Shop/Cart:1": invalid reference format: repository name (Shop/Cart) must be lowercase`,
  );
});

test('pull policy Never', async () => {
  const on = await bed.cluster();
  on.apply([
    pod('shop', 'p', 'nginx:1', {
      containers: [{ name: 'web', image: 'nginx:1', imagePullPolicy: 'Never' }],
    }),
  ]);
  await eventually('ErrImageNeverPull', () =>
    JSON.stringify(status(on)).includes('"reason":"ErrImageNeverPull"'),
  );
});

test('init containers come first, and their failure holds the pod', async () => {
  const stub = await bed.registry();
  const image = `${HOST}:${stub.port}/shop/cart`;
  const on = await bed.cluster();
  on.apply([pod('shop', 'p', `${image}:1`, { initContainers: [{ name: 'setup', image: `${image}:2` }] })]);
  await eventually('the failing init container', () =>
    JSON.stringify(status(on).initContainerStatuses ?? '').includes('ErrImagePull'),
  );
  expect(status(on).containerStatuses?.[0]?.state).toEqual({ waiting: { reason: 'PodInitializing' } });
  stub.hold('shop/cart', '2', ['amd64']);
  await eventually('a running pod', () => status(on).phase === 'Running');
  expect(status(on).initContainerStatuses?.[0]?.state).toMatchObject({ terminated: { exitCode: 0 } });
});

test('after a while only the back-off is left of the events', async () => {
  const stub = await bed.registry();
  const on = await bed.cluster({ expireEventsAfterMs: 600 });
  on.apply([pod('shop', 'p', `${HOST}:${stub.port}/shop/cart:2`)]);
  await eventually('the failure', () =>
    messages(on).some((line) => line.startsWith('Failed: Failed to pull')),
  );
  await eventually('nothing but the back-off', () => {
    const reasons = messages(on).map((line) => line.replace(/ image .*/, ''));
    return reasons.length > 0 && reasons.every((line) => /Back-off|ImagePullBackOff/.test(line));
  });
});

test('a node of its own trust fails where another pulls', async () => {
  const stub = await bed.registry();
  const on = await bed.cluster({
    nodes: [
      { name: 'n1', arch: 'amd64', ca: [] },
      { name: 'n2', arch: 'amd64' },
    ],
  });
  const image = `${HOST}:${stub.port}/shop/cart:1`;
  expect(await failure(on, image, { nodeName: 'n1' })).toMatch(/certificate signed by unknown authority$/);
  on.apply([pod('shop', 'q', image, { nodeName: 'n2' })]);
  await eventually('a running pod', () => status(on, 'q').phase === 'Running');
});

test('an ephemeral container is pulled beside the running ones', async () => {
  const stub = await bed.registry();
  const on = await bed.cluster();
  on.apply([pod('shop', 'p', `${HOST}:${stub.port}/shop/cart:1`)]);
  await eventually('a running pod', () => status(on).phase === 'Running');
  const config = new KubeConfig();
  config.loadFromString(on.kubeconfig());
  const ephemeralContainers = [{ name: 'debug', image: `${HOST}:${stub.port}/shop/none:1` }];
  await config
    .makeApiClient(CoreV1Api)
    .patchNamespacedPodEphemeralcontainers(
      { namespace: 'shop', name: 'p', body: { spec: { ephemeralContainers } } },
      setHeaderOptions('Content-Type', PatchStrategy.StrategicMergePatch),
    );
  await eventually('its failure', () =>
    on.store
      .list('events', 'shop')
      .some(
        ({ reason, involvedObject }) =>
          reason === 'Failed' &&
          (involvedObject as { fieldPath?: string }).fieldPath === 'spec.ephemeralContainers{debug}',
      ),
  );
  expect(status(on).phase).toBe('Running');
});
