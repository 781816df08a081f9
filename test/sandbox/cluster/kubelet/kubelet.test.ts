import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import {
  type ClusterOptions,
  type SandboxCluster,
  startCluster,
} from '../../../../src/sandbox/cluster/cluster.ts';
import type { KubeObject, Pod } from '../../../../src/sandbox/cluster/objects.ts';
import { type DnsServer, startDns } from '../../../../src/sandbox/dns/server.ts';
import { freePort } from '../../../../src/sandbox/parts/redis.ts';
import { type Authority, createAuthority } from '../../../../src/sandbox/tls/authority.ts';
import { eventually, pod, pullSecret } from '../objects.ts';
import { type Stub, type StubOptions, startStub } from '../registry-stub.ts';

const HOST = 'registry.acme.test';
const LOGIN = { username: 'robot', password: 'pass:word' };
let authority: Authority;
let dns: DnsServer;
const ends: (() => Promise<void>)[] = [];

beforeAll(async () => {
  authority = await createAuthority('Acme test authority');
  dns = await startDns({ [HOST]: ['127.0.0.1'] });
});
afterAll(() => dns.stop());
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

async function cluster(options: ClusterOptions = {}): Promise<SandboxCluster> {
  const started = await startCluster({
    dns: dns.address,
    ca: [authority.certPem],
    backOff: { baseMs: 100, maxMs: 200 },
    dialMs: 300,
    handshakeMs: 300,
    nodes: [{ name: 'n1', arch: 'amd64' }],
    ...options,
  });
  ends.push(() => started.stop());
  return started;
}

async function registry(
  options: Omit<StubOptions, 'tls'> & { names?: string[]; notAfter?: Date; by?: Authority } = {},
): Promise<Stub> {
  const { names = [HOST], notAfter, by = authority, ...rest } = options;
  const old = notAfter ? { notAfter, notBefore: new Date('2020-01-01T00:00:00Z') } : {};
  const stub = await startStub({ ...rest, tls: await by.issue({ names, ...old }) });
  stub.hold('shop/cart', '1', ['amd64']);
  ends.push(() => stub.stop());
  return stub;
}

function status(on: SandboxCluster, name = 'p'): NonNullable<Pod['status']> {
  return (on.get('pods', 'shop', name) as Pod | undefined)?.status ?? {};
}
function messages(on: SandboxCluster): readonly string[] {
  return on.store
    .list('events', 'shop')
    .map(({ reason, message }) => `${String(reason)}: ${String(message)}`);
}
/** What the pod of an image is told, without the sentence that names the image. */
async function failure(
  on: SandboxCluster,
  image: string,
  more: Record<string, unknown> = {},
): Promise<string> {
  on.apply([pod('shop', 'p', image, more)]);
  return eventually(`a failure of ${image}`, () => {
    const waiting = status(on).containerStatuses?.[0]?.state['waiting'] as
      | { reason: string; message?: string }
      | undefined;
    return waiting?.reason === 'ErrImagePull' && waiting.message;
  });
}
const resolving = (image: string): string =>
  `failed to pull and unpack image "${image}": failed to resolve reference "${image}": `;

test('pulls really, starts the pod and tells of it', async () => {
  const stub = await registry();
  const on = await cluster();
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
  const stub = await registry();
  const on = await cluster();
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
  const stub = await registry();
  const image = `${HOST}:${stub.port}/shop/cart:2`;
  const old = await cluster({ nodes: [{ name: 'n1', arch: 'amd64', kubelet: 'v1.28.9' }] });
  expect(await failure(old, image)).toBe(
    `rpc error: code = NotFound desc = ${resolving(image)}${image}: not found`,
  );
  const young = await cluster({ nodes: [{ name: 'n1', arch: 'amd64', kubelet: 'v1.33.1' }] });
  await failure(young, image);
  await eventually('the cause in the back-off', () =>
    JSON.stringify(status(young)).includes(
      `Back-off pulling image \\"${image}\\": ErrImagePull: failed to pull`,
    ),
  );
});

test('a name that is none is never pulled', async () => {
  const on = await cluster();
  on.apply([pod('shop', 'p', 'registry.acme.test/Shop/Cart:1')]);
  await eventually('InvalidImageName', () =>
    JSON.stringify(status(on)).includes('"reason":"InvalidImageName"'),
  );
  expect(messages(on)).toContain(
    `InspectFailed: Failed to apply default image tag "registry.acme.test/Shop/Cart:1": couldn't parse image reference "registry.acme.test/Shop/Cart:1": invalid reference format: repository name (Shop/Cart) must be lowercase`,
  );
});

test('pull policy Never', async () => {
  const on = await cluster();
  on.apply([
    pod('shop', 'p', 'nginx:1', {
      containers: [{ name: 'web', image: 'nginx:1', imagePullPolicy: 'Never' }],
    }),
  ]);
  await eventually('ErrImageNeverPull', () =>
    JSON.stringify(status(on)).includes('"reason":"ErrImageNeverPull"'),
  );
});

test('DNS, a closed port and a black hole, in Go’s words', async () => {
  const port = await freePort();
  const full = createServer().listen(0, '127.0.0.1');
  await once(full, 'listening');
  ends.push(async () => void full.close());
  const on = await cluster();
  const nowhere = `gone.acme.test/shop/cart:1`;
  expect(await failure(on, nowhere)).toBe(
    `${resolving(nowhere)}failed to do request: Head "https://gone.acme.test/v2/shop/cart/manifests/1": dial tcp: lookup gone.acme.test on ${dns.address}: no such host`,
  );
  on.delete('pods', 'shop', 'p');
  await eventually('no pod', () => !on.get('pods', 'shop', 'p'));
  const closed = `${HOST}:${port}/shop/cart:1`;
  expect(await failure(on, closed)).toContain(`dial tcp 127.0.0.1:${port}: connect: connection refused`);
  on.delete('pods', 'shop', 'p');
  await eventually('no pod', () => !on.get('pods', 'shop', 'p'));
  const silent = `${HOST}:${(full.address() as { port: number }).port}/shop/cart:1`;
  expect(await failure(on, silent)).toMatch(/net\/http: TLS handshake timeout$/);
});

test('TLS: unknown authority, another name, expired, none at all', async () => {
  const on = await cluster();
  const told = async (stub: Stub): Promise<string> => {
    const says = await failure(on, `${HOST}:${stub.port}/shop/cart:1`);
    on.delete('pods', 'shop', 'p');
    await eventually('no pod', () => !on.get('pods', 'shop', 'p'));
    return says.slice(says.indexOf('manifests/1": ') + 14);
  };
  const verify = 'tls: failed to verify certificate: x509: ';
  const stranger = await registry({ by: await createAuthority('Somebody else') });
  expect(await told(stranger)).toBe(`${verify}certificate signed by unknown authority`);
  const misnamed = await registry({ names: ['a.acme.test', 'b.acme.test'] });
  expect(await told(misnamed)).toBe(
    `${verify}certificate is valid for a.acme.test, b.acme.test, not ${HOST}`,
  );
  const expired = await registry({ notAfter: new Date('2021-02-03T04:05:06Z') });
  expect(await told(expired)).toMatch(
    /x509: certificate has expired or is not yet valid: current time \S+Z is after 2021-02-03T04:05:06Z$/,
  );
  const plain = await startStub();
  ends.push(() => plain.stop());
  expect(await told(plain)).toBe('http: server gave HTTP response to HTTPS client');
});

test('a plain registry serves hosts configured so', async () => {
  const plain = await startStub();
  plain.hold('shop/cart', '1', ['amd64']);
  ends.push(() => plain.stop());
  const on = await cluster({ plainHttp: [`${HOST}:${plain.port}`] });
  on.apply([pod('shop', 'p', `${HOST}:${plain.port}/shop/cart:1`)]);
  await eventually('a running pod', () => status(on).phase === 'Running');
});

test('token service: no login, a bad one, one that may not, a good one after a bad', async () => {
  const stub = await registry({ auth: 'token', login: LOGIN });
  const host = `${HOST}:${stub.port}`;
  const image = `${host}/shop/cart:1`;
  const on = await cluster();
  const secrets = { imagePullSecrets: [{ name: 'regcred' }] };
  expect(await failure(on, image, secrets)).toBe(
    `${resolving(image)}pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed`,
  );
  expect(messages(on)).toContain(
    'FailedToRetrieveImagePullSecret: Unable to retrieve some image pull secrets (regcred); attempting to pull the image may not succeed.',
  );
  on.apply([pullSecret('shop', 'regcred', { [host]: { ...LOGIN, password: 'old' } })]);
  const token = `https://${host}/token?scope=repository%3Ashop%2Fcart%3Apull&service=stub`;
  const refused = `${resolving(image)}failed to authorize: failed to fetch oauth token: unexpected status from GET request to ${token}: 401 Unauthorized`;
  await eventually('the refused login', () =>
    messages(on).includes(`Failed: Failed to pull image "${image}": ${refused}`),
  );
  on.apply([
    pullSecret('shop', 'regcred', { [host]: { ...LOGIN, password: 'old' }, [`https://${host}/shop`]: LOGIN }),
  ]);
  await eventually('a running pod', () => status(on).phase === 'Running');
});

test('Basic: without a login, with a refused one, with the right one in the old form', async () => {
  const stub = await registry({ auth: 'basic', login: LOGIN });
  const host = `${HOST}:${stub.port}`;
  const image = `${host}/shop/cart:1`;
  const on = await cluster();
  expect(await failure(on, image, { imagePullSecrets: [{ name: 'old' }] })).toBe(
    `${resolving(image)}pull access denied, repository does not exist or may require authorization: authorization failed: no basic auth credentials`,
  );
  const legacy = (password: string): KubeObject => ({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { namespace: 'shop', name: 'old' },
    type: 'kubernetes.io/dockercfg',
    stringData: {
      '.dockercfg': JSON.stringify({ [host]: { auth: Buffer.from(`robot:${password}`).toString('base64') } }),
    },
  });
  on.apply([legacy('wrong')]);
  const refused = `unexpected status from HEAD request to https://${host}/v2/shop/cart/manifests/1: 401 Unauthorized`;
  await eventually('the refused login', () => messages(on).some((line) => line.endsWith(refused)));
  on.apply([legacy(LOGIN.password)]);
  await eventually('a running pod', () => status(on).phase === 'Running');
});

test('another platform, a lost layer, a failing registry', async () => {
  const stub = await registry();
  stub.hold('shop/cart', 'arm', ['arm64']);
  stub.hold('shop/cart', 'alien', ['arm64'], false);
  const on = await cluster();
  const at = (tag: string): string => `${HOST}:${stub.port}/shop/cart:${tag}`;
  const gone = async (): Promise<void> => {
    on.delete('pods', 'shop', 'p');
    await eventually('no pod', () => !on.get('pods', 'shop', 'p'));
  };
  expect(await failure(on, at('arm'))).toBe(
    `failed to pull and unpack image "${at('arm')}": no match for platform in manifest: not found`,
  );
  await gone();
  on.apply([pod('shop', 'p', at('alien'))]);
  await eventually('a program that cannot run', () =>
    JSON.stringify(status(on)).includes('CrashLoopBackOff'),
  );
  await gone();
  stub.loseLayers();
  expect(await failure(on, at('1'))).toMatch(
    /failed to copy: httpReadSeeker: failed open: could not fetch content descriptor sha256:[0-9a-f]{64} \(application\/vnd\.oci\.image\.layer\.v1\.tar\+gzip\) from remote: not found$/,
  );
  await gone();
  const busy = await registry({ fails: 429 });
  const image = `${HOST}:${busy.port}/shop/cart:1`;
  expect(await failure(on, image)).toBe(
    `${resolving(image)}unexpected status from HEAD request to https://${HOST}:${busy.port}/v2/shop/cart/manifests/1: 429 Too Many Requests`,
  );
});

test('init containers come first, and their failure holds the pod', async () => {
  const stub = await registry();
  const image = `${HOST}:${stub.port}/shop/cart`;
  const on = await cluster();
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
  const stub = await registry();
  const on = await cluster({ expireEventsAfterMs: 600 });
  on.apply([pod('shop', 'p', `${HOST}:${stub.port}/shop/cart:2`)]);
  await eventually('the failure', () =>
    messages(on).some((line) => line.startsWith('Failed: Failed to pull')),
  );
  await eventually('nothing but the back-off', () => {
    const reasons = messages(on).map((line) => line.replace(/ image .*/, ''));
    return reasons.length > 0 && reasons.every((line) => /Back-off|ImagePullBackOff/.test(line));
  });
});
