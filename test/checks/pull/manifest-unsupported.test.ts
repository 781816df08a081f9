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
