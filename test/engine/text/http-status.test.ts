import { expect, test } from 'vitest';
import { toldStatus } from '../../../src/engine/text/http-status.ts';
import { judgeText } from '../../../src/engine/text/judge.ts';
import { allChecks } from '../../checks/all-checks.ts';

const URL = 'https://registry.acme.test/v2/shop/web/manifests/1';

/** .NET's list of names ends where the standards do. */
function dotnet(code: number, reason: string): string {
  return code === 499 || code === 521 ? String(code) : reason.replaceAll(' ', '');
}

/** A status as each client prints it, with its reason or without. */
const TOLD: readonly ((code: number, reason: string) => string)[] = [
  (code, reason) => `unexpected status from HEAD request to ${URL}: ${code} ${reason}`,
  (code, reason) => `unexpected status: ${code} ${reason}`,
  (code, reason) => `Error response from daemon: received unexpected HTTP status: ${code} ${reason}`,
  (code) => `reading manifest 1 in registry.acme.test/shop/web: StatusCode: ${code}, "<html>"`,
  (code, reason) => `Requesting bearer token: invalid status code from registry ${code} (${reason})`,
  (code, reason) => `GET ${URL}: unexpected status code ${code} ${reason}`,
  (code, reason) => `GET "${URL}": response status code ${code}: ${reason}`,
  (code, reason) => `login attempt to ${URL} failed with status: ${code} ${reason}`,
  (code, reason) => `requests.exceptions.HTTPError: ${code} Client Error: ${reason} for url: ${URL}`,
  (code) => `curl: (22) The requested URL returned error: ${code}`,
  (code) => `Server returned HTTP response code: ${code} for URL: ${URL}`,
  (code) => `HTTP code ${code} while fetching`,
  (code, reason) => `Response status code does not indicate success: ${code} (${reason}).`,
  (code, reason) =>
    `CONTAINER1001: Failed to upload blob using PATCH ${URL}; received status code '${dotnet(code, reason)}'.`,
];

const REASONS: readonly (readonly [number, string])[] = [
  [400, 'Bad Request'],
  [401, 'Unauthorized'],
  [402, 'Payment Required'],
  [403, 'Forbidden'],
  [404, 'Not Found'],
  [405, 'Method Not Allowed'],
  [407, 'Proxy Authentication Required'],
  [409, 'Conflict'],
  [410, 'Gone'],
  [412, 'Precondition Failed'],
  [413, 'Request Entity Too Large'],
  [416, 'Requested Range Not Satisfiable'],
  [422, 'Unprocessable Entity'],
  [423, 'Locked'],
  [426, 'Upgrade Required'],
  [429, 'Too Many Requests'],
  [451, 'Unavailable For Legal Reasons'],
  [499, 'Client Closed Request'],
  [500, 'Internal Server Error'],
  [501, 'Not Implemented'],
  [502, 'Bad Gateway'],
  [503, 'Service Unavailable'],
  [504, 'Gateway Timeout'],
  [507, 'Insufficient Storage'],
  [521, 'Web Server Is Down'],
];

test.each(REASONS)('a bare %i %s is never left without a cause, whoever tells it', (code, reason) => {
  const mute = TOLD.map((told) => told(code, reason)).filter(
    (message) => judgeText(message, allChecks).cause === null,
  );
  expect(mute).toEqual([]);
});

test('other words of the same error tell more than its status', () => {
  const limited = judgeText(`StatusCode: 403, toomanyrequests: pull rate limit`, allChecks);
  expect(limited.cause?.id).toBe('rate-limited');
});

test('near misses: sizes, times and the statuses of logs', () => {
  const status = toldStatus({ 404: 'Not Found' });
  expect(status.test('HTTP status: 404')).toBe(true);
  expect(status.test('size: 404 bytes')).toBe(false);
  expect(status.test('http.response.status=404')).toBe(false);
  expect(status.test('status code 4040')).toBe(false);
});
