import { expect, test } from 'vitest';
import { actionsOf, timesOf, tokenOf, tokenUrl } from '../../../src/engine/distribution/token.ts';

const jwt = (payload: unknown): string => {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'none' })}.${part(payload)}.c2ln`;
};

test('the address of a token request keeps what the realm already asks', () => {
  const service = { realm: 'https://auth.acme.test/token?tenant=a', service: 'reg' };
  expect(tokenUrl(service, 'repository:a/b:pull', 'robot$x')).toBe(
    'https://auth.acme.test/token?tenant=a&service=reg&account=robot%24x&scope=repository%3Aa%2Fb%3Apull',
  );
  expect(tokenUrl({ realm: 'https://auth.acme.test/t', service: null }, null, null)).toBe(
    'https://auth.acme.test/t',
  );
  expect(tokenUrl({ realm: 'Artifactory Realm', service: null }, null, null)).toBeNull();
  expect(tokenUrl({ realm: 'file:///etc/passwd', service: null }, null, null)).toBeNull();
});

test.each([
  ['{"token":"a","access_token":"b"}', 'a'],
  ['{"token":"","access_token":"b"}', 'b'],
  ['{"access_token":"b"}', 'b'],
  ['{"token":null}', null],
  ['{}', null],
  ['<html>', null],
])('the token of %s is %s', (body, token) => {
  expect(tokenOf(body)).toBe(token);
});

test.each([
  [jwt({ access: [{ type: 'repository', name: 'a/b', actions: ['pull', 'push'] }] }), ['pull', 'push']],
  [jwt({ access: [{ type: 'repository', name: 'other', actions: ['pull'] }] }), []],
  [jwt({ access: [{ type: 'repository', name: 'a/b', actions: [] }] }), []],
  [jwt({ access: [] }), []],
  [jwt({ access: null }), []],
  [jwt({ sub: 'x' }), null],
  ['opaque', null],
  ['a.b.c', null],
])('actions of %s: %j', (token, actions) => {
  expect(actionsOf(token, 'a/b')).toEqual(actions);
});

const NOW = 1_790_000_000;
const ISO = (seconds: number) => new Date(seconds * 1000).toISOString();

test.each([
  [
    jwt({ aud: 'reg', iat: NOW, nbf: NOW - 10, exp: NOW + 1800 }),
    {
      audience: ['reg'],
      issuedAt: ISO(NOW),
      notBefore: ISO(NOW - 10),
      expiresAt: ISO(NOW + 1800),
      livesS: 1800,
    },
  ],
  [
    jwt({ aud: ['a', 'b'], nbf: NOW, exp: NOW + 5 }),
    { audience: ['a', 'b'], issuedAt: null, notBefore: ISO(NOW), expiresAt: ISO(NOW + 5), livesS: 5 },
  ],
  [jwt({ exp: 'soon', iat: 1e300 }), { audience: [], issuedAt: null, expiresAt: null, livesS: 300 }],
  ['opaque', { audience: [], issuedAt: null, notBefore: null, expiresAt: null, livesS: 300 }],
])('times of %s', (token, times) => {
  expect(timesOf('{"token":"x","expires_in":300}', token)).toMatchObject(times);
});

test('an answer that tells nothing of an opaque token leaves its life unknown', () => {
  expect(timesOf('{"token":"opaque"}', 'opaque').livesS).toBeNull();
});
