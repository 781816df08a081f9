import { afterAll, beforeAll, expect, test } from 'vitest';
import type { HttpEnding, HttpQuestion } from '../../src/engine/registry.ts';
import { layers } from '../../src/probes/layers.ts';
import { describeWith } from '../setup/part.ts';
import { askProbes } from '../setup/registry-lab/ask-probes.ts';
import { type Lab, startLab } from '../setup/registry-lab/lab.ts';
import { type StubAnswer, type StubRequest, startStub } from '../setup/registry-lab/stub.ts';
import { OWN_LOGIN, stubConfig } from '../setup/registry-lab/stub-config.ts';
import { askLiterally, SILENCE, said } from './literal-network.ts';

describeWith('docker-registry', 'a real registry', (path) => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await startLab(path, { auth: 'token', users: { ci: { password: 'good', pulls: ['shop/cart'] } } });
  });
  afterAll(() => lab.stop());

  async function ask(tag: string) {
    const secrets = { ci: { [lab.domain]: { username: 'ci', password: 'good' } } };
    const asking = askProbes(lab.config(), { image: `${lab.domain}/shop/cart:${tag}`, secrets });
    const answer = await asking.ask(layers);
    await asking.close();
    return answer;
  }

  test('a layer that the storage lost is missing, the others are not', async () => {
    const { manifests } = await lab.push({ repository: 'shop/cart', tag: 'lost', layers: 9 });
    const lost = manifests[0]?.layers[4]?.digest ?? '';
    await lab.removeBlob(lost);
    expect(await ask('lost')).toMatchObject({
      fact: {
        asked: 10,
        of: 10,
        missing: [{ digest: lost, status: 404, says: expect.stringContaining('BLOB_UNKNOWN') }],
      },
    });
  });

  test('nothing is missing of a whole image', async () => {
    const { manifests } = await lab.push({ repository: 'shop/cart', tag: 'whole', layers: 3 });
    const bytes = 3 * 256 + (manifests[0]?.config.bytes.length ?? 0);
    expect(await ask('whole')).toMatchObject({
      fact: {
        asked: 4,
        of: 4,
        bytes,
        missing: [],
        config: { os: 'linux', arch: 'amd64', variant: null },
        corrupt: null,
      },
    });
  });

  test('without a manifest there are no layers to ask for', async () => {
    expect(await ask('none')).toEqual({ state: 'unreached', after: 'manifest' });
  });
});

const BLOBS = ['a', 'b', 'a'].map((name) => ({ digest: `sha256:${name}`, size: 5 }));
const MANIFEST = JSON.stringify({
  schemaVersion: 2,
  config: { digest: 'sha256:config', size: 5 },
  layers: [...BLOBS, { digest: 'sha256:foreign', size: 9, urls: ['https://images.acme.test/foreign'] }],
});

async function against(blob: (request: StubRequest, storage: string) => StubAnswer, own = false) {
  const storage = await startStub(({ method, headers }) =>
    headers.authorization
      ? { status: 400 }
      : method === 'HEAD'
        ? { status: 403 }
        : { status: 206, headers: { 'content-range': 'bytes 0-0/5' }, body: 'x' },
  );
  const challenge = { status: 401, headers: { 'www-authenticate': 'Basic realm="x"' } };
  const stub = await startStub((request) => {
    if (own && !request.headers.authorization) return challenge;
    if (request.url === '/v2/') return { status: 200, body: '{}' };
    return request.url.includes('/blobs/') ? blob(request, storage.origin) : { status: 200, body: MANIFEST };
  });
  const secrets = { own: { [`127.0.0.1:${stub.port}`]: { username: 'ci', password: 'p' } } };
  const setting = { image: `127.0.0.1:${stub.port}/shop/cart`, ...(own ? { secrets } : {}) };
  const asking = askProbes(stubConfig(stub.port, own ? { login: OWN_LOGIN } : {}), setting);
  const fact = await asking.fact(layers);
  await Promise.all([asking.close(), stub.stop(), storage.stop()]);
  return { fact, asked: stub.asked.filter(({ url }) => url.includes('/blobs/')), storage: storage.asked };
}

test('each blob is asked once, the config is read as well, and layers that lie elsewhere are not asked', async () => {
  const { fact, asked } = await against(() => ({
    status: 200,
    headers: { 'content-length': '5' },
    body: '12345',
  }));
  expect(fact).toEqual({ asked: 3, of: 3, bytes: 15, missing: [], config: null, corrupt: null });
  expect(asked.map(({ method, url }) => `${method} ${url.split('/').at(-1)}`).sort()).toEqual([
    'GET sha256:config',
    'HEAD sha256:a',
    'HEAD sha256:b',
    'HEAD sha256:config',
  ]);
});

test('a blob of another size is damaged', async () => {
  const { fact } = await against(() => ({ status: 200, headers: { 'content-length': '0' } }));
  expect(fact.missing).toHaveLength(3);
  expect(fact.missing[0]).toMatchObject({ status: 200, says: '200: 0 bytes instead of 5' });
});

test('a proxy cache that has a blob only for GET is not damaged', async () => {
  const { fact } = await against(({ method }) =>
    method === 'HEAD'
      ? { status: 404 }
      : { status: 206, headers: { 'content-range': 'bytes 0-0/5' }, body: 'x' },
  );
  expect(fact.missing).toEqual([]);
});

test('storage is followed to once, by who it signed for, and without the login', async () => {
  const { fact, storage } = await against(
    (_, origin) => ({ status: 307, headers: { location: `${origin}/bucket/x?X-Amz-Signature=s` } }),
    true,
  );
  expect(fact.missing).toEqual([]);
  expect(storage.length).toBeGreaterThan(0);
  expect(storage.every(({ headers }) => headers.authorization === undefined)).toBe(true);
});

test('storage that cannot be reached is said in the network’s words', async () => {
  const { fact } = await against(() => ({
    status: 307,
    headers: { location: 'http://169.254.169.254/bucket' },
  }));
  expect(fact.missing[0]).toMatchObject({
    status: null,
    says: expect.stringContaining('link-local'),
    elsewhere: { host: '169.254.169.254', port: 80, ended: 'not-allowed' },
  });
});

/** An image of 20 layers; each question for one is answered so. */
function ofTwenty(blob: (question: HttpQuestion) => HttpEnding) {
  const held = Array.from({ length: 20 }, (_, at) => ({ digest: `sha256:l${at}`, size: 5 }));
  const body = JSON.stringify({ schemaVersion: 2, config: { digest: 'sha256:c', size: 5 }, layers: held });
  return askLiterally((question) => (question.url.includes('/blobs/') ? blob(question) : said(200, body)));
}

test('silence is met once, not for each layer in turn, and is a blind spot', async () => {
  const { asking, asked } = ofTwenty(() => SILENCE);
  expect(await asking.ask(layers)).toMatchObject({ state: 'unknown', why: expect.stringContaining('10 s') });
  const blobs = asked.filter(({ url }) => url.includes('/blobs/'));
  expect(blobs.length).toBeLessThanOrEqual(6);
  expect(new Set(blobs.map(({ method }) => method))).toEqual(new Set(['HEAD']));
});

test('a storage that is silent is named, and not all count as asked', async () => {
  const { asking } = ofTwenty(({ url }) =>
    url.startsWith('http://registry.')
      ? said(307, '', { location: url.replace('//registry.', '//bucket.') })
      : SILENCE,
  );
  const answer = await asking.ask(layers);
  expect(answer).toMatchObject({
    state: 'known',
    fact: {
      of: 21,
      missing: expect.arrayContaining([
        expect.objectContaining({ elsewhere: { host: 'bucket.acme.test', port: 80, ended: 'timeout' } }),
      ]),
    },
  });
  if (answer.state === 'known') expect(answer.fact.asked).toBeLessThan(21);
});

test('what is lost is told although another layer is met with silence', async () => {
  const { asking } = ofTwenty(({ url }) => (url.endsWith('l0') ? said(404) : SILENCE));
  expect(await asking.ask(layers)).toMatchObject({ state: 'known' });
});
