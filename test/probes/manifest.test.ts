import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeWith } from '../setup/part.ts';
import { type Lab, startLab } from '../setup/registry-lab/lab.ts';
import { startNginx } from '../setup/registry-lab/nginx.ts';
import type { Pushed } from '../setup/registry-lab/push.ts';
import { stubConfig } from '../setup/registry-lab/stub-config.ts';
import { askManifest } from './setup/ask-manifest.ts';

const BOTH = [
  { os: 'linux', arch: 'amd64' },
  { os: 'linux', arch: 'arm64', variant: 'v8' },
] as const;

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
    expect(await askManifest(lab.config(), { image: image('shop/cart:1') })).toMatchObject({
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
    const fact = await askManifest(lab.config(), { image: image(`shop/cart:none@${single.digest}`) });
    expect(fact).toMatchObject({
      url: expect.stringContaining(single.digest),
      found: { digest: single.digest },
    });
  });

  test('a tag that is not there is MANIFEST_UNKNOWN, in the registry’s own words', async () => {
    expect(await askManifest(lab.config(), { image: image('shop/cart:2') })).toMatchObject({
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
    const { found } = await askManifest(lab.config(), { image: image('shop/web:2'), secrets: {}, node });
    expect(found?.platforms).toEqual([
      { os: 'linux', arch: 'amd64', variant: null, digest: index.manifests[0]?.digest },
      { os: 'linux', arch: 'arm64', variant: 'v8', digest: index.manifests[1]?.digest },
    ]);
    expect(found?.digest).toBe(index.digest);
    expect(found?.blobs[0]).toMatchObject({ kind: 'config', digest: index.manifests[1]?.config.digest });
  });

  test('no platform for the node: the platforms are known, blobs are none', async () => {
    const node = { os: 'linux', arch: 's390x' };
    const { found } = await askManifest(lab.config(), { image: image('shop/web:2'), secrets: {}, node });
    expect(found?.platforms).toHaveLength(2);
    expect(found?.blobs).toEqual([]);
  });

  test('without a node the most common platform is looked at', async () => {
    const { found } = await askManifest(lab.config(), { image: image('shop/web:2') });
    expect(found?.blobs[0]).toMatchObject({ digest: index.manifests[0]?.config.digest });
  });

  test('a child that the index promises and the registry lost is told apart', async () => {
    const lost = await lab.push({ repository: 'shop/lost', tag: '1', platforms: BOTH });
    const child = lost.manifests[0]?.digest ?? '';
    await lab.removeBlob(child);
    const { found } = await askManifest(lab.config(), { image: image('shop/lost:1') });
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
    const fact = await askManifest(lab.config(change), setting);
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
    expect(
      await askManifest(stubConfig(nginx.port), { image: `127.0.0.1:${nginx.port}/shop/cart` }),
    ).toMatchObject({
      attempts: [{ ended, status, limits: { 'retry-after': '60' } }],
      found: null,
    });
    await nginx.stop();
  });
});
