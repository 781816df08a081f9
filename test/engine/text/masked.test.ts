import { expect, test } from 'vitest';
import { looksSecret, masked, withoutLogins } from '../../../src/engine/text/masked.ts';

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

test.each([
  ['Head "https://u:p@ss@h.test/v2/": EOF', 'Head "https://•••@h.test/v2/": EOF'],
  ['postgres://admin:hunter2@db:5432/x', 'postgres://•••@db:5432/x'],
  ['https://s3.test/b?X-Amz-Signature=abc&x=1', 'https://s3.test/b?X-Amz-Signature=•••&x=1'],
  ['{"message":"password=hunter2","code":"DENIED"}', '{"message":"password=•••","code":"DENIED"}'],
  ['{"client_secret":"hunter2","code":"DENIED"}', '{"client_secret":"•••","code":"DENIED"}'],
  ['denied: password: hunter22 of secret: Hunter22x', 'denied: password: ••• of secret: •••'],
  ['authorization: Basic Y2k6aHVudGVyMg==', 'authorization: Basic •••'],
  ['token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln', 'token •••'],
  ['<AWSAccessKeyId>AKIA1</AWSAccessKeyId>', '<AWSAccessKeyId>•••</AWSAccessKeyId>'],
])('a system repeats a login: %s', (said, kept) => {
  expect(withoutLogins(said)).toBe(kept);
});

test.each([
  'Back-off pulling image "harbor.acme.test:8443/shop/cart@sha256:9f2c"',
  'failed to resolve reference "docker.io/library/x:1": unauthorized: basic authentication required',
  'Get "https://harbor.acme.test/v2/": dial tcp: lookup harbor.acme.test on 10.0.0.1:53: no such host',
  '{"token":"","errors":[{"code":"UNAUTHORIZED"}]}',
  'couldn’t read secret: shop/pull-secret-2 not found',
  'www-authenticate: Bearer realm="https://auth2.acme.test/token",service="x"',
])('near miss: words without a login are kept to the letter: %s', (said) => {
  expect(withoutLogins(said)).toBe(said);
});
