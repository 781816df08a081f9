import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { readConfig, wrongDigest } from '../../../src/engine/distribution/config-blob.ts';

const digestOf = (text: string): string => `sha256:${createHash('sha256').update(text).digest('hex')}`;

test('what an image was built for', () => {
  expect(readConfig('{"os":"linux","architecture":"arm","variant":"v7"}')).toEqual({
    os: 'linux',
    arch: 'arm',
    variant: 'v7',
  });
  expect(readConfig('{"os":"linux","architecture":"amd64"}')?.variant).toBeNull();
});

test('a chart’s config, or no JSON at all, tells nothing', () => {
  expect(readConfig('{"name":"cart","version":"1.0.0"}')).toBeNull();
  expect(readConfig('<html>')).toBeNull();
});

test('bytes that are not those of the digest are told by the digest they have', () => {
  expect(wrongDigest(digestOf('{}'), '{}')).toBeNull();
  expect(wrongDigest(digestOf('{}'), '{|')).toBe(digestOf('{|'));
});

test('near miss: other algorithms and bytes that are no text are not judged', () => {
  expect(wrongDigest(`sha512:${'a'.repeat(128)}`, '{}')).toBeNull();
  expect(wrongDigest(digestOf('x'), '\u{FFFD}')).toBeNull();
});
