import { expect, test } from 'vitest';
import { pickPlatform, readManifest } from '../../../src/engine/distribution/manifest-body.ts';

test('attestations are no platforms', () => {
  const index = {
    schemaVersion: 2,
    mediaType: 'application/vnd.oci.image.index.v1+json',
    manifests: [
      { digest: 'sha256:1', size: 1, platform: { os: 'linux', architecture: 'arm', variant: 'v7' } },
      { digest: 'sha256:2', size: 1, platform: { os: 'unknown', architecture: 'unknown' } },
      {
        digest: 'sha256:3',
        size: 1,
        platform: { os: 'linux', architecture: 'amd64' },
        annotations: { 'vnd.docker.reference.type': 'attestation-manifest' },
      },
    ],
  };
  expect(readManifest(JSON.stringify(index))).toEqual({
    kind: 'index',
    mediaType: 'application/vnd.oci.image.index.v1+json',
    platforms: [{ os: 'linux', arch: 'arm', variant: 'v7', digest: 'sha256:1' }],
  });
});

test('layers with addresses of their own are not held by the registry', () => {
  const body = {
    config: { digest: 'sha256:c', size: 1 },
    layers: [
      { digest: 'sha256:l', size: 2, mediaType: 'application/vnd.oci.image.layer.v1.tar+zstd' },
      { digest: 'sha256:f', size: 3, urls: ['https://elsewhere.acme.test'] },
    ],
  };
  expect(readManifest(JSON.stringify(body))).toEqual({
    kind: 'single',
    mediaType: null,
    blobs: [
      { digest: 'sha256:c', size: 1, kind: 'config', mediaType: '' },
      {
        digest: 'sha256:l',
        size: 2,
        kind: 'layer',
        mediaType: 'application/vnd.oci.image.layer.v1.tar+zstd',
      },
    ],
  });
});

test.each([['{"schemaVersion":1,"fsLayers":[]}'], ['<html>'], [''], ['[]']])('%s is neither', (body) => {
  expect(readManifest(body)).toEqual({ kind: 'other', mediaType: null });
});

const platform = (os: string, arch: string) => ({ os, arch });

test.each([
  [[platform('linux', '386'), platform('linux', 'amd64')], platform('linux', 'amd64'), 'amd64'],
  [[platform('linux', '386')], platform('linux', 'amd64'), '386'],
  [[platform('linux', 'arm')], platform('linux', 'arm64'), 'arm'],
  [[platform('linux', 'arm64')], platform('linux', 'arm'), null],
  [[platform('windows', 'amd64')], platform('linux', 'amd64'), null],
  [[], platform('linux', 'amd64'), null],
])('of %j for %j: %s', (platforms, node, arch) => {
  expect(pickPlatform(platforms, node)?.arch ?? null).toBe(arch);
});
