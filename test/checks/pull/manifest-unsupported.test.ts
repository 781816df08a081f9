import { expect, test } from 'vitest';
import { ANONYMOUS, foundBy, manifest, node } from '../facts.ts';
import { finding, outcome } from '../given.ts';

const schema1 = foundBy(ANONYMOUS, {
  mediaType: 'application/vnd.docker.distribution.manifest.v1+prettyjws',
});

test('schema 1 on a runtime that refuses it fails', () => {
  expect(finding('manifest-unsupported', { manifest: schema1, node: node() }).text).toContain(
    'containerd://2.1.4',
  );
});

test('schema 1 on a runtime that still takes it passes', () => {
  expect(
    outcome('manifest-unsupported', { manifest: schema1, node: node({ runtime: 'containerd://1.7.24' }) }),
  ).toBe('pass');
});

test('near miss: a common manifest is left to the words, since its layers were not read', () => {
  expect(outcome('manifest-unsupported', { manifest: foundBy(ANONYMOUS), node: node() })).toBe('skip');
  expect(outcome('manifest-unsupported', { manifest: manifest([]), node: node() })).toBe('skip');
});

const zstd = (mediaType: string) =>
  foundBy(ANONYMOUS, { blobs: [{ digest: 'sha256:1', size: 9, kind: 'layer', mediaType }] });

test.each([
  ['containerd://1.4.13', 'fail'],
  ['docker://20.10.24', 'fail'],
  ['containerd://1.5.0', 'skip'],
  ['docker://23.0.1', 'skip'],
  ['cri-o://1.31.0', 'skip'],
])('zstd layers on %s: %s', (runtime, wanted) => {
  const facts = { manifest: zstd('application/vnd.oci.image.layer.v1.tar+zstd'), node: node({ runtime }) };
  expect(outcome('manifest-unsupported', facts)).toBe(wanted);
});

test('the runtime that cannot unpack zstd is named, and gzip is no trouble to it', () => {
  const old = node({ runtime: 'containerd://1.4.13' });
  const facts = { manifest: zstd('application/vnd.oci.image.layer.v1.tar+zstd'), node: old };
  expect(finding('manifest-unsupported', facts).text).toContain('`containerd://1.4.13` cannot unpack');
  const gzip = { manifest: zstd('application/vnd.oci.image.layer.v1.tar+gzip'), node: old };
  expect(outcome('manifest-unsupported', gzip)).toBe('skip');
});
