import { expect, test } from 'vitest';
import { type Stub, type StubAnswer, type StubRequest, startStub } from '../setup/registry-lab/stub.ts';
import { stubConfig } from '../setup/registry-lab/stub-config.ts';
import { askManifest } from './setup/ask-manifest.ts';

async function withStub<T>(
  answer: (request: StubRequest) => StubAnswer | undefined,
  registry: object,
  then: (stub: Stub, fact: Awaited<ReturnType<typeof askManifest>>) => T,
): Promise<T> {
  const stub = await startStub((request) =>
    request.url === '/v2/' ? { status: 200, body: '{}' } : answer(request),
  );
  try {
    return then(
      stub,
      await askManifest(stubConfig(stub.port, registry), { image: `127.0.0.1:${stub.port}/proj/nginx:1` }),
    );
  } finally {
    await stub.stop();
  }
}

const SINGLE = JSON.stringify({
  schemaVersion: 2,
  config: { digest: 'sha256:c', size: 1 },
  layers: [{ digest: 'sha256:l', size: 2 }],
});

test('a policy’s words come by GET, because HEAD has no body', async () => {
  const says = 'current image without vulnerability scanning cannot be pulled';
  const body = JSON.stringify({ errors: [{ code: 'PROJECTPOLICYVIOLATION', message: says }] });
  await withStub(
    () => ({ status: 412, body }),
    {},
    (_, { attempts }) =>
      expect(attempts).toMatchObject([
        {
          ended: 'blocked',
          status: 412,
          code: 'PROJECTPOLICYVIOLATION',
          says: expect.stringContaining(says),
        },
      ]),
  );
});

test('a proxy cache’s redirect to another path of the same host is followed', async () => {
  await withStub(
    ({ url }) =>
      url.startsWith('/v2/proj/nginx/')
        ? { status: 301, headers: { location: url.replace('proj/', 'proj/library/') } }
        : { status: 200, body: SINGLE },
    {},
    (_, { found }) => expect(found?.blobs).toHaveLength(2),
  );
});

test('Harbor is asked under a name that it does not count as a pull', async () => {
  const agents = (stub: Stub) =>
    stub.asked.filter(({ url }) => url.includes('manifests')).map(({ headers }) => headers['user-agent']);
  const harbor = await withStub(() => ({ status: 200, body: SINGLE }), { kind: 'harbor' }, agents);
  const other = await withStub(() => ({ status: 200, body: SINGLE }), {}, agents);
  expect(new Set(harbor)).toEqual(new Set(['harbor-registry-client']));
  expect(new Set(other)).toEqual(new Set(['registry-medic']));
});

test('a registry that knows no HEAD is asked by GET', async () => {
  await withStub(
    ({ method }) => (method === 'HEAD' ? { status: 405 } : { status: 200, body: SINGLE }),
    {},
    (_, { found }) => expect(found).not.toBeNull(),
  );
});

test('what HEAD promises and GET does not keep is not found', async () => {
  await withStub(
    ({ method }) => (method === 'HEAD' ? { status: 200 } : { status: 500 }),
    {},
    (_, fact) =>
      expect(fact).toMatchObject({ found: null, attempts: [{ ended: 'unavailable', status: 500 }] }),
  );
});

/** A registry that wants a login and leads to another host for its manifests. */
async function ledTo(target: string) {
  const stub = await startStub(({ url, headers }) => {
    if (!headers.authorization) return { status: 401, headers: { 'www-authenticate': 'Basic realm="stub"' } };
    return url === '/v2/' ? { status: 200 } : { status: 307, headers: { location: target } };
  });
  const domain = `127.0.0.1:${stub.port}`;
  const secrets = { regcred: { [domain]: { username: 'ci', password: 'led-secret' } } };
  const fact = await askManifest(stubConfig(stub.port), { image: `${domain}/proj/nginx:1`, secrets });
  await stub.stop();
  return fact;
}

test('a redirect to another host is followed without the login', async () => {
  const store = await startStub(() => ({ status: 200, body: SINGLE }));
  const { found } = await ledTo(`${store.origin}/x`);
  await store.stop();
  expect(found).toMatchObject({ who: { kind: 'credential' }, blobs: [{}, {}] });
  expect(store.asked.map(({ method }) => method)).toEqual(['HEAD', 'GET']);
  expect(store.asked.filter(({ headers }) => headers.authorization || headers.cookie)).toEqual([]);
});

test('another host where nothing listens is named, apart from what the registry said', async () => {
  const gone = await startStub(() => undefined);
  await gone.stop();
  const { found, elsewhere } = await ledTo(`${gone.origin}/x`);
  expect(found).toBeNull();
  expect(elsewhere).toEqual({
    host: '127.0.0.1',
    port: gone.port,
    ended: 'refused',
    says: expect.stringMatching(/where the registry leads for the manifest: .*ECONNREFUSED/),
  });
});

test('addresses that no probe may go to stay so behind a redirect', async () => {
  const { elsewhere } = await ledTo('http://169.254.169.254/latest/meta-data');
  expect(elsewhere).toMatchObject({ host: '169.254.169.254', ended: 'not-allowed' });
});

test('a page to sign in at on another host is no manifest', async () => {
  const portal = await startStub(() => ({
    status: 200,
    headers: { 'content-type': 'text/html' },
    body: '<html><title>Sign in</title></html>',
  }));
  const { found, attempts, elsewhere } = await ledTo(portal.origin);
  await portal.stop();
  expect({ found, elsewhere }).toEqual({ found: null, elsewhere: undefined });
  expect(attempts[0]).toMatchObject({ ended: 'failed', status: 307 });
});
