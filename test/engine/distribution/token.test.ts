import { expect, test } from 'vitest';
import { actionsOf, tokenOf, tokenUrl } from '../../../src/engine/distribution/token.ts';

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
