/** What a registry answers is the same cause through whichever client it is told. */
import { expect, test } from 'vitest';
import { judgeText } from '../../../src/engine/text/judge.ts';
import { allChecks } from '../../checks/all-checks.ts';

const HOST = 'registry.acme.test';
const URL = `https://${HOST}/v2/shop/web/manifests/1`;

interface Body {
  readonly code: string;
  readonly message: string;
  readonly status: string;
  /** The cause; where pull and push differ or several print the words, any of them. */
  readonly is: readonly string[];
}

const BODIES: readonly Body[] = [
  body('UNAUTHORIZED', 'authentication required', '401 Unauthorized', 'credentials-missing'),
  body('UNAUTHORIZED', 'incorrect username or password', '401 Unauthorized', 'credentials-invalid'),
  body(
    'DENIED',
    'requested access to the resource is denied',
    '403 Forbidden',
    'repository-not-found',
    'permission-denied',
  ),
  body('DENIED', 'permission_denied: write_package', '403 Forbidden', 'permission-denied'),
  body(
    'DENIED',
    'Quota exceeded when processing the request of adding 29.0 MiB of storage resource',
    '403 Forbidden',
    'quota-exceeded',
  ),
  body('NAME_UNKNOWN', 'repository name not known to registry', '404 Not Found', 'repository-not-found'),
  body('MANIFEST_UNKNOWN', 'manifest unknown', '404 Not Found', 'tag-not-found'),
  body('TOOMANYREQUESTS', 'too many requests', '429 Too Many Requests', 'rate-limited'),
  body('BLOB_UNKNOWN', 'blob unknown to registry', '404 Not Found', 'registry-storage-failure'),
  body('BLOB_UPLOAD_UNKNOWN', 'blob upload unknown to registry', '404 Not Found', 'registry-storage-failure'),
  body(
    'DIGEST_INVALID',
    'provided digest did not match uploaded content',
    '400 Bad Request',
    'content-corrupt',
  ),
  body('NAME_INVALID', 'invalid repository name', '400 Bad Request', 'image-name-invalid'),
  body('MANIFEST_INVALID', 'manifest invalid', '400 Bad Request', 'manifest-unsupported'),
  body('UNAVAILABLE', 'service unavailable', '503 Service Unavailable', 'registry-unavailable'),
  body(
    'PROJECTPOLICYVIOLATION',
    'The image is not signed by cosign.',
    '412 Precondition Failed',
    'policy-blocked',
  ),
];

function body(code: string, message: string, status: string, ...is: string[]): Body {
  return { code, message, status, is };
}

/** Docker and containers/image print a code in words; what they do not know is `unknown`. */
function spoken({ code }: Body): string {
  return code === 'PROJECTPOLICYVIOLATION' ? 'unknown' : code.toLowerCase().replaceAll('_', ' ');
}

const PULLED: readonly ((body: Body) => string)[] = [
  (told) => `Error response from daemon: ${spoken(told)}: ${told.message}`,
  (told) => `Error response from daemon: Get "${URL}": ${spoken(told)}: ${told.message}`,
  (told) =>
    `failed to resolve reference "${HOST}/shop/web:1": unexpected status from HEAD request to ${URL}: ${told.status} - Server message: ${spoken(told)}: ${told.message}`,
  (told) =>
    `initializing source docker://${HOST}/shop/web:1: reading manifest 1 in ${HOST}/shop/web: ${spoken(told)}: ${told.message}`,
  (told) => `Error: fetching manifest ${HOST}/shop/web:1: GET ${URL}: ${told.code}: ${told.message}`,
  (told) => `GET "${URL}": response status code ${told.status.slice(0, 3)}: ${spoken(told)}: ${told.message}`,
  (told) => JSON.stringify({ errors: [{ code: told.code, message: told.message }] }),
];

const PUSHED: readonly ((body: Body) => string)[] = [
  (told) => `${spoken(told)}: ${told.message}`,
  (told) => `ERROR: failed to solve: failed to push ${HOST}/shop/web:1: ${spoken(told)}: ${told.message}`,
  (told) =>
    `error pushing image: failed to push to destination ${HOST}/shop/web:1: PUT ${URL}: ${told.code}: ${told.message}`,
  (told) =>
    `Error: writing blob: initiating layer upload to /v2/shop/web/blobs/uploads/ in ${HOST}: ${spoken(told)}: ${told.message}`,
];

const NAMED = BODIES.map((one) => ({ name: `${one.code} ${one.message}`, one }));

test.each(NAMED)('$name is one cause, whoever pulls or pushes', ({ one }) => {
  const told = [
    ...PULLED.map((tell) => ({ op: 'pull' as const, message: tell(one) })),
    ...PUSHED.map((tell) => ({ op: 'push' as const, message: tell(one) })),
  ];
  const strayed = told
    .map(({ op, message }) => ({ message, cause: judgeText(message, allChecks, { op }).cause?.id }))
    .filter(({ cause }) => !one.is.some((id) => id === cause));
  expect(strayed).toEqual([]);
});

test('a name that is parsed before the registry is asked does not make the name wrong', () => {
  const skopeo = `Error parsing image name "docker://${HOST}/shop/web:1": pinging container registry ${HOST}: Get "https://${HOST}/v2/": EOF`;
  expect(judgeText(skopeo, allChecks).cause?.id).toBe('network-reset');
  const wrong = 'Error parsing image name "docker://Shop/Web": invalid reference format';
  expect(judgeText(wrong, allChecks).cause?.id).toBe('image-name-invalid');
});
