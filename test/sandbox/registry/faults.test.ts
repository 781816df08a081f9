import { expect, test } from 'vitest';
import { createDistribution } from '../../../src/sandbox/registry/distribution.ts';
import { ACCEPT_ALL, ask, error } from './ask.ts';

const host = 'hub.acme.test';

function registry() {
  const made = createDistribution();
  const image = made.store.push({ repository: 'team/api', tags: ['1.0'] });
  made.store.push({ repository: 'team/web', tags: ['1.0'] });
  const get = (path: string) => ask(made.handle, path, { host, headers: { accept: ACCEPT_ALL } });
  return { ...made, image, get };
}

test('a pull limit answers 429 to manifests, with Retry-After and the limits, and nothing else changes', async () => {
  const { faults, get } = registry();
  faults.on({ host }, { kind: 'rate-limited', retryAfterSeconds: 60 });
  const limited = await get('/v2/team/api/manifests/1.0');
  expect(error(limited)).toMatchObject({ status: 429, code: 'TOOMANYREQUESTS' });
  expect(limited.headers?.['retry-after']).toBe('60');
  expect((await get('/v2/')).status).toBe(200);
  faults.off({ host });
  expect((await get('/v2/team/api/manifests/1.0')).status).toBe(200);
});

test('maintenance answers 503 to everything of that host only', async () => {
  const { faults, get, handle } = registry();
  faults.on({ host }, { kind: 'maintenance', retryAfterSeconds: 900 });
  expect(error(await get('/v2/'))).toMatchObject({ status: 503, code: 'UNAVAILABLE' });
  expect((await ask(handle, '/v2/', { host: 'other.acme.test' })).status).toBe(200);
});

test('a lost blob is lost in its repository only, its manifest stays', async () => {
  const { faults, get, image } = registry();
  const digest = image.blobs[0]?.digest ?? '';
  faults.on({ host, repository: 'team/api' }, { kind: 'missing-blob', digest });
  expect(error(await get(`/v2/team/api/blobs/${digest}`))).toMatchObject({
    status: 404,
    code: 'BLOB_UNKNOWN',
  });
  expect((await get(`/v2/team/api/blobs/${image.blobs[1]?.digest}`)).status).toBe(200);
  expect((await get('/v2/team/api/manifests/1.0')).status).toBe(200);
  expect((await get('/v2/team/web/tags/list')).status).toBe(200);
});
