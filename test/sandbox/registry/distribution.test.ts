import { expect, test } from 'vitest';
import { createDistribution } from '../../../src/sandbox/registry/distribution.ts';
import { MEDIA } from '../../../src/sandbox/registry/image.ts';
import { createSigner } from '../../../src/sandbox/registry/jwt.ts';
import { ACCEPT_ALL, ask, basic, error, json } from './ask.ts';

const accept = { accept: ACCEPT_ALL };

function registry() {
  const made = createDistribution();
  const image = made.store.push({ repository: 'team/api', tags: ['1.0', 'latest'] });
  return { ...made, image };
}

test('the base route answers with the API version', async () => {
  const said = await ask(registry().handle, '/v2/');
  expect(said.status).toBe(200);
  expect(said.headers?.['docker-distribution-api-version']).toBe('registry/2.0');
});

test('a manifest is had by tag and by digest, with its type and digest', async () => {
  const { handle, image } = registry();
  for (const reference of ['1.0', image.top.digest]) {
    const said = await ask(handle, `/v2/team/api/manifests/${reference}`, { headers: accept });
    expect(said.status).toBe(200);
    expect(said.headers?.['content-type']).toBe(MEDIA.index);
    expect(said.headers?.['docker-content-digest']).toBe(image.top.digest);
    expect(said.body).toEqual(image.top.bytes);
  }
});

test('a client that does not accept OCI indexes is told so', async () => {
  const said = await ask(registry().handle, '/v2/team/api/manifests/1.0', {
    headers: { accept: MEDIA.dockerManifest },
  });
  expect(error(said)).toMatchObject({ status: 404, code: 'MANIFEST_UNKNOWN' });
});

test('a Docker list is turned into its linux/amd64 manifest for clients that know no lists', async () => {
  const { handle, store } = createDistribution();
  const made = store.push({ repository: 'old', tags: ['1'], format: 'docker' });
  const said = await ask(handle, '/v2/old/manifests/1');
  expect(said.headers?.['content-type']).toBe(MEDIA.dockerManifest);
  expect(said.headers?.['docker-content-digest']).toBe(made.manifests[1]?.digest);
});

test('absent tags, repositories and blobs have the codes of the distribution API', async () => {
  const { handle } = registry();
  const get = async (path: string): Promise<unknown> => error(await ask(handle, path, { headers: accept }));
  expect(await get('/v2/team/api/manifests/2.0')).toMatchObject({ status: 404, code: 'MANIFEST_UNKNOWN' });
  expect(await get('/v2/team/none/tags/list')).toMatchObject({ status: 404, code: 'NAME_UNKNOWN' });
  expect(await get(`/v2/team/api/blobs/sha256:${'0'.repeat(64)}`)).toMatchObject({
    status: 404,
    code: 'BLOB_UNKNOWN',
  });
  expect(await get('/v2/team/api/blobs/sha256:short')).toMatchObject({ status: 400, code: 'DIGEST_INVALID' });
  expect(await get('/v2/Team/api/manifests/1')).toMatchObject({ status: 400, code: 'NAME_INVALID' });
});

test('a blob is had whole and in ranges', async () => {
  const { handle, image } = registry();
  const blob = image.blobs[0];
  const path = `/v2/team/api/blobs/${blob?.digest}`;
  expect((await ask(handle, path)).body).toEqual(blob?.bytes);
  const part = await ask(handle, path, { headers: { range: 'bytes=0-0' } });
  expect(part.status).toBe(206);
  expect(part.body).toEqual(blob?.bytes.subarray(0, 1));
  expect(part.headers?.['content-range']).toBe(`bytes 0-0/${blob?.bytes.length}`);
  expect((await ask(handle, path, { headers: { range: 'bytes=999999-' } })).status).toBe(416);
});

test('tags come in pages with a link to the next', async () => {
  const { handle } = registry();
  const first = await ask(handle, '/v2/team/api/tags/list?n=1');
  expect(json(first)).toEqual({ name: 'team/api', tags: ['1.0'] });
  expect(first.headers?.['link']).toBe('</v2/team/api/tags/list?last=1.0&n=1>; rel="next"');
  const second = await ask(handle, '/v2/team/api/tags/list?last=1.0&n=1');
  expect(json(second)).toEqual({ name: 'team/api', tags: ['latest'] });
  expect(second.headers?.['link']).toBeUndefined();
  expect(error(await ask(handle, '/v2/team/api/tags/list?n=x'))).toMatchObject({
    code: 'PAGINATION_NUMBER_INVALID',
  });
});

test('basic: 401 with the realm without the right login, the manifest with it', async () => {
  const users = new Map([['ci', 'secret']]);
  const { handle, store } = createDistribution({ kind: 'basic', realm: 'Acme', users });
  store.push({ repository: 'a', tags: ['1'] });
  const bare = await ask(handle, '/v2/');
  expect(bare.headers?.['www-authenticate']).toBe('Basic realm="Acme"');
  expect((await ask(handle, '/v2/', { headers: basic('ci', 'wrong') })).status).toBe(401);
  const good = await ask(handle, '/v2/a/manifests/1', { headers: { ...accept, ...basic('ci', 'secret') } });
  expect(good.status).toBe(200);
});

test('token: the challenge names realm, service and scope; only a fitting token of ours opens', async () => {
  const signer = createSigner();
  const { handle, store } = createDistribution({
    kind: 'token',
    realm: 'https://t/token',
    service: 's',
    signer,
  });
  store.push({ repository: 'a', tags: ['1'] });
  const get = (token?: string) =>
    ask(handle, '/v2/a/manifests/1', {
      headers: { ...accept, ...(token ? { authorization: `Bearer ${token}` } : {}) },
    });
  expect((await get()).headers?.['www-authenticate']).toBe(
    'Bearer realm="https://t/token",service="s",scope="repository:a:pull"',
  );
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: 'i', sub: 'u', aud: 's', iat: now, exp: now + 60 };
  const access = [{ type: 'repository', name: 'a', actions: ['pull'] }];
  expect((await get(signer.sign({ ...claims, access }))).status).toBe(200);
  expect((await get(signer.sign({ ...claims, access: [] }))).headers?.['www-authenticate']).toContain(
    'insufficient_scope',
  );
  expect(
    (await get(signer.sign({ ...claims, exp: now - 1, access }))).headers?.['www-authenticate'],
  ).toContain('invalid_token');
  expect((await get(createSigner().sign({ ...claims, access }))).status).toBe(401);
});

test('writes are not supported', async () => {
  expect(error(await ask(registry().handle, '/v2/team/api/manifests/1.0', { method: 'PUT' }))).toMatchObject({
    status: 405,
    code: 'UNSUPPORTED',
  });
});
