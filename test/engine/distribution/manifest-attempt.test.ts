import { expect, test } from 'vitest';
import { attemptOf } from '../../../src/engine/distribution/manifest-attempt.ts';
import type { HttpEnding } from '../../../src/engine/registry.ts';

const NOBODY = { kind: 'anonymous' } as const;
const error = (message: string, code = 'DENIED'): string => JSON.stringify({ errors: [{ code, message }] });

const URL_ASKED = 'https://harbor.acme.test/v2/shop/cart/manifests/1';
const BEHALF = { host: 'harbor.acme.test', port: 443 };

function attempt(ending: HttpEnding, url = URL_ASKED) {
  const question = { url: URL_ASKED, behalf: BEHALF, sent: {}, harbor: false };
  return attemptOf(NOBODY, { ending, url }, question);
}

function ended(status: number, body: string, type = 'application/json') {
  const headers = { 'content-type': type };
  return attempt({ ended: 'answered', status, headers, body, truncated: false }).ended;
}

test.each([
  [401, error('authentication required', 'UNAUTHORIZED'), 'unauthorized'],
  [403, error('requested access to the resource is denied'), 'denied'],
  [403, error('User: arn:aws:iam::1:user/x is not authorized to perform: ecr:BatchGetImage'), 'denied'],
  [403, error('API rate limit exceeded for 192.0.2.7'), 'rate-limited'],
  [403, error('too many requests', 'TOOMANYREQUESTS'), 'rate-limited'],
  [429, error('slow down', 'TOOMANYREQUESTS'), 'rate-limited'],
  [403, error('Quota has been exceeded on namespace'), 'over-quota'],
  [402, error('payment required'), 'over-quota'],
  [507, '', 'over-quota'],
  [403, error('This service is not available in your country'), 'blocked'],
  [412, error('not signed', 'PROJECTPOLICYVIOLATION'), 'blocked'],
  [451, '', 'blocked'],
  [404, error('manifest unknown', 'MANIFEST_UNKNOWN'), 'not-found'],
  [500, error('unknown error', 'UNKNOWN'), 'unavailable'],
  [400, error('invalid', 'NAME_INVALID'), 'failed'],
] as const)('%i %s is %s', (status, body, wanted) => {
  expect(ended(status, body)).toBe(wanted);
});

test('a 403 that is a web page comes from something before the registry', () => {
  expect(ended(403, '<html><title>Request blocked</title></html>', 'text/html; charset=utf-8')).toBe(
    'blocked',
  );
  // An error list is the registry’s own, whatever type a proxy put on it.
  expect(ended(403, error('requested access to the resource is denied'), 'text/html')).toBe('denied');
});

test('a connection that broke gave no answer', () => {
  expect(attempt({ ended: 'reset', says: 'ECONNRESET' })).toMatchObject({
    ended: 'failed',
    status: null,
  });
});

test('another host that the registry leads to: how the way there broke, and whose words they are', () => {
  const away = 'https://store.acme.test:8443/x';
  const ending = { ended: 'dns', code: 'ENOTFOUND', says: 'lookup store.acme.test: no such host' } as const;
  expect(attempt(ending, away)).toMatchObject({
    ended: 'failed',
    says: expect.stringContaining('store.acme.test:8443, where the registry leads'),
    elsewhere: { host: 'store.acme.test', port: 8443, ended: 'dns', code: 'ENOTFOUND' },
  });
  expect(attempt(ending)).not.toHaveProperty('elsewhere');
});

test('a refusal of another host says nothing of the login, which it never saw', () => {
  const refusal = (status: number): HttpEnding => ({
    ended: 'answered',
    status,
    headers: {},
    body: error('no'),
    truncated: false,
  });
  const away = 'https://store.acme.test/x';
  expect([401, 403, 404].map((status) => attempt(refusal(status), away).ended)).toEqual([
    'failed',
    'failed',
    'not-found',
  ]);
});
