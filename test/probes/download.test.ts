import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { download } from '../../src/probes/download.ts';
import { askProbes } from '../setup/registry-lab/ask-probes.ts';
import { type Stub, type StubAnswer, type StubRequest, startStub } from '../setup/registry-lab/stub.ts';
import { stubConfig } from '../setup/registry-lab/stub-config.ts';

const MIB = 1024 * 1024;
const digestOf = (bytes: Buffer): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
const [config, small, large] = [Buffer.from('{}'), Buffer.alloc(10, 1), Buffer.alloc(3 * MIB, 2)];
const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const blob = (bytes: Buffer) => ({
  digest: digestOf(bytes),
  size: bytes.length,
  mediaType: 'application/octet-stream',
});
const manifest = JSON.stringify({
  schemaVersion: 2,
  mediaType: MANIFEST,
  config: blob(config),
  layers: [blob(small), blob(large)],
});

let registry: Stub;
let storage: Stub;

function ranged({ headers }: StubRequest): StubAnswer {
  const to = Number(/bytes=0-(\d+)/.exec(headers.range ?? '')?.[1] ?? large.length - 1);
  const body = large.subarray(0, to + 1);
  const range = { 'content-range': `bytes 0-${to}/${large.length}`, 'content-length': String(body.length) };
  return { status: 206, headers: range, body };
}

beforeAll(async () => {
  storage = await startStub((request) => ranged(request));
  registry = await startStub((request) => {
    if (request.url === '/v2/')
      return { status: 200, headers: { 'docker-distribution-api-version': 'registry/2.0' } };
    if (request.url.includes('/manifests/'))
      return { status: 200, headers: { 'content-type': MANIFEST }, body: manifest };
    if (request.url.startsWith('/v2/near/blobs/'))
      return request.method === 'HEAD' ? { status: 200 } : ranged(request);
    if (request.url.startsWith('/v2/far/blobs/'))
      return { status: 307, headers: { location: `${storage.origin}/x` } };
    if (request.url.startsWith('/v2/whole/blobs/')) return { status: 200, body: large };
    return { status: 404 };
  });
});
afterAll(() => Promise.all([registry.stop(), storage.stop()]));

async function ask(name: string) {
  const asking = askProbes(stubConfig(registry.port), { image: `127.0.0.1:${registry.port}/${name}:1` });
  const answer = await asking.ask(download);
  await asking.close();
  return answer;
}

test('1 MiB of the largest layer, no more', async () => {
  expect(await ask('near')).toMatchObject({
    fact: { digest: digestOf(large), size: 3 * MIB, sample: { bytes: MIB }, storage: null },
  });
  const gets = registry.asked.filter(({ method, url }) => method === 'GET' && url.includes('/blobs/'));
  expect(gets.map(({ headers }) => headers.range)).toEqual(['bytes=0-1048575']);
});

test('where the bytes really come from', async () => {
  expect(await ask('far')).toMatchObject({
    fact: { sample: { bytes: MIB }, storage: `127.0.0.1:${storage.port}` },
  });
});

test('who ignores ranges tells nothing about speed; a layer that is not there neither', async () => {
  expect(await ask('whole')).toMatchObject({ fact: { sample: null } });
  expect(await ask('lost')).toMatchObject({ fact: { sample: null, says: expect.stringContaining('404') } });
});
