import { afterAll, beforeAll, expect, test } from 'vitest';
import { manifest } from '../../src/probes/manifest.ts';
import { describeWith } from '../setup/part.ts';
import { askProbes, type PullSetting } from '../setup/registry-lab/ask-probes.ts';
import { type Lab, startLab } from '../setup/registry-lab/lab.ts';
import { startNginx } from '../setup/registry-lab/nginx.ts';
import type { Pushed } from '../setup/registry-lab/push.ts';
import { type Stub, type StubAnswer, type StubRequest, startStub } from '../setup/registry-lab/stub.ts';
import { stubConfig } from '../setup/registry-lab/stub-config.ts';

const BOTH = [
  { os: 'linux', arch: 'amd64' },
  { os: 'linux', arch: 'arm64', variant: 'v8' },
] as const;

async function ask(config: Parameters<typeof askProbes>[0], setting: PullSetting) {
  const asking = askProbes(config, setting);
  try {
    return await asking.fact(manifest);
  } finally {
    await asking.close();
  }
}

describeWith('docker-registry', 'a real open registry', (path) => {
  let lab: Lab;
  let single: Pushed;
  let index: Pushed;
  beforeAll(async () => {
    lab = await startLab(path);
    single = await lab.push({ repository: 'shop/cart', tag: '1', layers: 3 });
    index = await lab.push({ repository: 'shop/web', tag: '2', platforms: BOTH });
  });
  afterAll(() => lab.stop());

  const image = (rest: string): string => `${lab.domain}/${rest}`;

  test('a tag that is there gives digest, media type and blobs', async () => {
    const [only] = single.manifests;
    expect(await ask(lab.config(), { image: image('shop/cart:1') })).toMatchObject({
      url: `https://${lab.domain}/v2/shop/cart/manifests/1`,
      attempts: [{ who: { kind: 'anonymous' }, ended: 'found', status: 200 }],
      found: {
        who: { kind: 'anonymous' },
        digest: single.digest,
        mediaType: 'application/vnd.oci.image.manifest.v1+json',
        platforms: null,
        blobs: [
          { digest: only?.config.digest, kind: 'config' },
          ...(only?.layers.map(({ digest }) => ({ digest, size: 256, kind: 'layer' })) ?? []),
        ],
      },
    });
  });

  test('a digest is asked for instead of a tag', async () => {
    const fact = await ask(lab.config(), { image: image(`shop/cart:none@${single.digest}`) });
    expect(fact).toMatchObject({
      url: expect.stringContaining(single.digest),
      found: { digest: single.digest },
    });
  });

  test('a tag that is not there is MANIFEST_UNKNOWN, in the registry’s own words', async () => {
    expect(await ask(lab.config(), { image: image('shop/cart:2') })).toMatchObject({
      attempts: [
        {
          ended: 'not-found',
          status: 404,
          code: 'MANIFEST_UNKNOWN',
          says: '404 Not Found: MANIFEST_UNKNOWN: manifest unknown',
        },
      ],
      found: null,
    });
  });

  test('an index lists its platforms and gives the blobs of the node’s own', async () => {
    const node = { os: 'linux', arch: 'arm64' };
    const { found } = await ask(lab.config(), { image: image('shop/web:2'), secrets: {}, node });
    expect(found?.platforms).toEqual([
      { os: 'linux', arch: 'amd64', variant: null, digest: index.manifests[0]?.digest },
      { os: 'linux', arch: 'arm64', variant: 'v8', digest: index.manifests[1]?.digest },
    ]);
    expect(found?.digest).toBe(index.digest);
    expect(found?.blobs[0]).toMatchObject({ kind: 'config', digest: index.manifests[1]?.config.digest });
  });

  test('no platform for the node: the platforms are known, blobs are none', async () => {
    const node = { os: 'linux', arch: 's390x' };
    const { found } = await ask(lab.config(), { image: image('shop/web:2'), secrets: {}, node });
    expect(found?.platforms).toHaveLength(2);
    expect(found?.blobs).toEqual([]);
  });

  test('without a node the most common platform is looked at', async () => {
    const { found } = await ask(lab.config(), { image: image('shop/web:2') });
    expect(found?.blobs[0]).toMatchObject({ digest: index.manifests[0]?.config.digest });
  });

  test('a child that the index promises and the registry lost is told apart', async () => {
    const lost = await lab.push({ repository: 'shop/lost', tag: '1', platforms: BOTH });
    const child = lost.manifests[0]?.digest ?? '';
    await lab.removeBlob(child);
    const { found } = await ask(lab.config(), { image: image('shop/lost:1') });
    expect(found).toMatchObject({
      digest: lost.digest,
      blobs: [],
      childFault: { digest: child, status: 404 },
    });
  });
});

describeWith('docker-registry', 'a real registry with tokens', (path) => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await startLab(path, {
      auth: 'token',
      users: { ci: { password: 'good', pulls: ['shop/cart'] }, guest: { password: 'good', pulls: [] } },
      open: ['public/web'],
    });
    await lab.push({ repository: 'shop/cart', tag: '1' });
    await lab.push({ repository: 'public/web', tag: '1' });
  });
  afterAll(() => lab.stop());

  async function attempts(repository: string, logins: Record<string, string>, change = {}) {
    const entries = Object.entries(logins).map(([username, password]) => [
      username,
      { [lab.domain]: { username, password } },
    ]);
    const setting = { image: `${lab.domain}/${repository}`, secrets: Object.fromEntries(entries) };
    const fact = await ask(lab.config(change), setting);
    const shown = fact.attempts.map(({ who, ended }) => [
      who.kind === 'anonymous' ? 'nobody' : who.username,
      ended,
    ]);
    return { shown, found: fact.found?.who ?? null };
  }

  test('the first login that gets it is what the pull gets', async () => {
    expect(await attempts('shop/cart:1', { bad: 'x', ci: 'good' })).toEqual({
      shown: [
        ['bad', 'unauthorized'],
        ['ci', 'found'],
        ['nobody', 'unauthorized'],
      ],
      found: { kind: 'credential', id: `ci/${lab.domain}`, username: 'ci', secret: 'ci' },
    });
  });

  test('a good login without the right is unauthorized', async () => {
    expect(await attempts('shop/cart:1', { guest: 'good' })).toMatchObject({
      shown: [
        ['guest', 'unauthorized'],
        ['nobody', 'unauthorized'],
      ],
      found: null,
    });
  });

  test('the kubelet does not fall back to nobody where a login matches', async () => {
    const bad = await attempts('public/web:1', { ci: 'wrong' });
    expect(bad.shown).toEqual([
      ['ci', 'unauthorized'],
      ['nobody', 'found'],
    ]);
    expect(bad.found).toBeNull();
    expect(await attempts('public/web:1', {})).toMatchObject({ found: { kind: 'anonymous' } });
  });

  test('our own login shows that it is there, and is not what the pull gets', async () => {
    const login = { username: 'lab-pusher', passwordEnv: 'PUSHER_PASSWORD' };
    expect(await attempts('shop/cart:1', {}, { registry: { login } })).toEqual({
      shown: [
        ['nobody', 'unauthorized'],
        ['lab-pusher', 'found'],
      ],
      found: null,
    });
  });
});

describeWith('nginx', 'a real nginx in front', (path) => {
  test.each([
    [429, 'rate-limited'],
    [503, 'unavailable'],
    // A web page instead of an error list: not the registry refuses, something before it does.
    [403, 'blocked'],
  ])('%i on manifests', async (status, ended) => {
    const server = `add_header Retry-After 60 always; location /v2/shop { return ${status}; } location / { return 200 "{}"; }`;
    const nginx = await startNginx(path, { server });
    expect(await ask(stubConfig(nginx.port), { image: `127.0.0.1:${nginx.port}/shop/cart` })).toMatchObject({
      attempts: [{ ended, status, limits: { 'retry-after': '60' } }],
      found: null,
    });
    await nginx.stop();
  });
});

async function withStub<T>(
  answer: (request: StubRequest) => StubAnswer | undefined,
  registry: object,
  then: (stub: Stub, fact: Awaited<ReturnType<typeof ask>>) => T,
): Promise<T> {
  const stub = await startStub((request) =>
    request.url === '/v2/' ? { status: 200, body: '{}' } : answer(request),
  );
  try {
    return then(
      stub,
      await ask(stubConfig(stub.port, registry), { image: `127.0.0.1:${stub.port}/proj/nginx:1` }),
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
  const fact = await ask(stubConfig(stub.port), { image: `${domain}/proj/nginx:1`, secrets });
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
