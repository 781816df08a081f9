import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { image, MEDIA } from '../../../src/sandbox/registry/image.ts';

const sha = (bytes: Buffer): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

test('two platforms make an index whose children, configs and layers all have their right digests', () => {
  const made = image({ repository: 'shop/cart', tags: ['1.8.1'] });
  expect(made.top.mediaType).toBe(MEDIA.index);
  for (const one of [...made.manifests, ...made.blobs]) expect(sha(one.bytes)).toBe(one.digest);
  const children = JSON.parse(made.top.bytes.toString()).manifests as { digest: string }[];
  expect(children.map(({ digest }) => digest)).toEqual(made.manifests.slice(1).map(({ digest }) => digest));
});

test('the diff ids of a config are the digests of the unpacked layers', () => {
  const made = image({
    repository: 'a',
    tags: ['1'],
    platforms: ['linux/amd64'],
    layers: [{ 'x.txt': 'hello' }],
  });
  const [config, layer] = made.blobs;
  const unpacked = gunzipSync(layer?.bytes ?? Buffer.alloc(0));
  expect(JSON.parse(config?.bytes.toString() ?? '').rootfs.diff_ids).toEqual([sha(unpacked)]);
  expect(unpacked.subarray(0, 5).toString()).toBe('x.txt');
  expect(unpacked.subarray(512, 517).toString()).toBe('hello');
});

test('the same request gives the same digest, another version another one', () => {
  const of = (tag: string): string => image({ repository: 'a', tags: [tag] }).top.digest;
  expect(of('1')).toBe(of('1'));
  expect(of('2')).not.toBe(of('1'));
});

test('an index of one platform carries an attestation of no platform, as buildx makes', () => {
  const made = image({ repository: 'a', tags: ['1'], platforms: ['linux/amd64'], shape: 'index' });
  const platforms = JSON.parse(made.top.bytes.toString()).manifests.map(
    (one: { platform: { os: string; architecture: string } }) =>
      `${one.platform.os}/${one.platform.architecture}`,
  );
  expect(platforms).toEqual(['linux/amd64', 'unknown/unknown']);
});
