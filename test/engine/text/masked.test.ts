import { expect, test } from 'vitest';
import { looksSecret, masked } from '../../../src/engine/text/masked.ts';

test.each([
  ['Authorization: Bearer abcdefgh.ijk', 'Authorization: Bearer •••'],
  ['Get https://ada:hunter2@harbor.acme.test/v2/', 'Get https://•••@harbor.acme.test/v2/'],
  ['--password=hunter2 -u ada', '--password=••• -u ada'],
  ['"token": "hunter2"', '"token": •••"'],
  ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln', '•••'],
  ['ghp_0123456789abcdef', '•••'],
])('%s', (pasted, kept) => {
  expect(masked(pasted)).toBe(kept);
});

test.each([
  'denied: requested access to the resource is denied',
  'failed to fetch oauth token: unexpected status: 401 Unauthorized',
  'no basic auth credentials',
  'harbor.acme.test/shop/cart@sha256:9f2c0d2c4e5b',
])('an error without secrets is kept whole: %s', (text) => {
  expect(masked(text)).toBe(text);
});

test.each([
  'ada',
  'robot$shop+ci',
  'ada.lovelace@engines.example.com',
  'AWS',
  '_json_key',
  'svc-registry-push-01',
])('%s is a name', (name) => expect(looksSecret(name)).toBe(false));
