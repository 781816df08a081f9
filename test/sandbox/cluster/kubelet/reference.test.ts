import { expect, test } from 'vitest';
import { parseImageName } from '../../../../src/sandbox/cluster/kubelet/reference.ts';

const DIGEST = `sha256:${'a'.repeat(64)}`;

test.each([
  ['nginx', 'docker.io/library/nginx:latest'],
  ['acme/nginx:1', 'docker.io/acme/nginx:1'],
  ['reg.acme.test/shop/cart', 'reg.acme.test/shop/cart:latest'],
  ['localhost/cart:1', 'localhost/cart:1'],
  ['reg:5000/cart', 'reg:5000/cart:latest'],
  [`reg.io/a__b/c-d@${DIGEST}`, `reg.io/a__b/c-d@${DIGEST}`],
  [`reg.io/a:1@${DIGEST}`, `reg.io/a:1@${DIGEST}`],
])('%s is %s', (given, full) => {
  expect(parseImageName(given).full).toBe(full);
});

test.each([
  ['reg.io/Shop/cart', 'invalid reference format: repository name (Shop/cart) must be lowercase'],
  ['https://reg.io/cart:1', 'invalid reference format'],
  ['reg.io/cart:', 'invalid reference format'],
  ['reg.io/cart:$TAG', 'invalid reference format'],
  ['reg.io//cart', 'invalid reference format'],
  ['reg.io/cart@sha256:12', 'invalid reference format'],
])('%s: %s', (given, words) => {
  expect(() => parseImageName(given)).toThrow(words);
});
