import { expect, test } from 'vitest';
import type { KubeObject } from '../../../../src/sandbox/cluster/objects.ts';
import { eventually, pullSecret } from '../objects.ts';
import { bench, failure, HOST, LOGIN, messages, resolving, status } from './bench.ts';

const bed = bench();

test('token service: no login, a bad one, one that may not, a good one after a bad', async () => {
  const stub = await bed.registry({ auth: 'token', login: LOGIN });
  const host = `${HOST}:${stub.port}`;
  const image = `${host}/shop/cart:1`;
  const on = await bed.cluster();
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
  const stub = await bed.registry({ auth: 'basic', login: LOGIN });
  const host = `${HOST}:${stub.port}`;
  const image = `${host}/shop/cart:1`;
  const on = await bed.cluster();
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
