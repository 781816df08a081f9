import { expect, test } from 'vitest';
import { errorWords, inASentence } from '../../../src/engine/distribution/error-words.ts';
import type { HttpEnding } from '../../../src/engine/registry.ts';

function answered(status: number, body: string, type = 'application/json'): HttpEnding {
  return { ended: 'answered', status, headers: { 'content-type': type }, body, truncated: false };
}

test.each([
  [
    answered(404, '{"errors":[{"code":"MANIFEST_UNKNOWN","message":"manifest unknown","detail":{}}]}'),
    404,
    'MANIFEST_UNKNOWN',
    '404 Not Found: MANIFEST_UNKNOWN: manifest unknown',
  ],
  [answered(429, '{"code":"toomanyrequests","message":"slow"}'), 429, 'TOOMANYREQUESTS', /slow$/],
  [
    answered(401, '{"details":"incorrect username or password"}'),
    401,
    null,
    '401 Unauthorized: incorrect username or password',
  ],
  [answered(401, '{"error":"invalid_grant","error_description":"no"}'), 401, 'INVALID_GRANT', /no$/],
  [answered(401, '{"code":401,"message":"UnAuthorize"}'), 401, null, '401 Unauthorized: UnAuthorize'],
  [
    answered(502, '<html><head><title>502 Bad Gateway</title></head>', 'text/html'),
    502,
    null,
    '502 Bad Gateway: 502 Bad Gateway',
  ],
  [answered(400, 'plain words\nmore', 'text/plain'), 400, null, '400 Bad Request: plain words'],
  [answered(401, ''), 401, null, '401 Unauthorized'],
  [{ ended: 'refused', says: 'connect ECONNREFUSED 10.0.0.1:443' }, null, null, /^connect/],
] as const)('%j', (ending, status, code, says) => {
  const words = errorWords(ending);
  expect(words).toMatchObject({ status, code });
  if (typeof says === 'string') expect(words.says).toBe(says);
  else expect(words.says).toMatch(says);
});

test('long words are cut', () => {
  expect(errorWords(answered(500, 'x'.repeat(5000), 'text/plain')).says.length).toBeLessThanOrEqual(300);
});

test.each([
  [
    '503 Service Unavailable: UNAVAILABLE: down for maintenance.',
    '503 Service Unavailable: down for maintenance',
  ],
  ['401 Unauthorized: UNAUTHORIZED', '401 Unauthorized'],
  ['502 Bad Gateway', '502 Bad Gateway'],
  ['socket hang up: ECONNRESET: again', 'socket hang up: ECONNRESET: again'],
  ["500 Internal Server Error: it's `gone`", "500 Internal Server Error: it's 'gone'"],
])('%s reads in a sentence without its code', (says, plain) => {
  expect(inASentence(says)).toBe(plain);
});

test('what is too long for a sentence is cut, and shows it', () => {
  expect(inASentence(`500 Internal Server Error: ${'x'.repeat(400)}`)).toMatch(/^500 .{10,140}…$/);
});
