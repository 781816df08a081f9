/** The near misses of hedged.test.ts: words that look like them, tell more, and leave nothing open. */
import { expect, test } from 'vitest';
import { judgeText } from '../../../src/engine/text/judge.ts';
import { allChecks } from '../../checks/all-checks.ts';

type Op = 'pull' | 'push';
const judge = (text: string, op: Op) => judgeText(text, allChecks, { op });
const OWN = 'Get "https://r.acme.test/v2/"';
const BLOB = `https://r.acme.test/v2/shop/web/blobs/sha256:${'9f'.repeat(32)}`;

test.each([
  ['pull', 'dial tcp 10.0.0.5:443: connect: no route to host', 'network-unreachable'],
  ['pull', 'dial tcp [2600:1f18::1]:443: connect: no route to host', 'network-unreachable'],
  [
    'pull',
    'Head "https://r.acme.test/v2/nginx/manifests/1": dial tcp: lookup r.acme.test on 10.0.0.2:53: no such host',
    'dns-failure',
  ],
  ['push', 'unauthorized: project not found, name: shop', 'repository-not-found'],
  [
    'pull',
    'unexpected status from HEAD request to https://registry-1.docker.io/v2/a/manifests/1: 503 Service Unavailable',
    'registry-unavailable',
  ],
  ['pull', `${OWN}: http: server gave HTTP response to HTTPS client`, 'http-https-mismatch'],
  ['pull', `${OWN}: dial tcp: lookup r.acme.test on 10.0.0.4:53: server misbehaving`, 'dns-failure'],
  [
    'pull',
    `${OWN}: dial tcp: lookup r.acme.test on [::1]:53: read udp [::1]:3->[::1]:53: read: connection refused`,
    'dns-failure',
  ],
  [
    'pull',
    'Get "http://r.acme.test:5000/v2/": dial tcp 10.0.0.5:5000: connect: connection refused',
    'connection-refused',
  ],
  ['pull', `${OWN}: dial tcp 10.0.0.5:443: i/o timeout`, 'connection-timeout'],
  [
    'pull',
    `Get "${BLOB}": read tcp 10.0.0.2:4->10.0.0.5:443: read: connection reset by peer`,
    'network-reset',
  ],
  ['pull', 'name unknown: repository name not known to registry', 'repository-not-found'],
  ['pull', 'Tag v9 not found in repository docker.io/library/nginx', 'tag-not-found'],
  ['pull', 'unknown blob', 'registry-storage-failure'],
  ['pull', 'unsupported manifest media type: application/vnd.acme.thing', 'manifest-unsupported'],
  ['pull', 'unable to decode token response: EOF', 'token-service-misconfigured'],
  [
    'pull',
    'denied: Your authorization token has expired. Reauthenticate and try again.',
    'credentials-invalid',
  ],
  ['pull', 'toomanyrequests: You have reached your pull rate limit.', 'rate-limited'],
  ['pull', 'Digest did not match, expected sha256:56a6, got sha256:e3b0', 'content-corrupt'],
  [
    'pull',
    'Unable to locate credentials. You can configure credentials by running "aws configure".',
    'credentials-missing',
  ],
] as const)('near miss, a %s that says `%s` is %s', (op, text, cause) => {
  const judged = judge(text, op);
  expect({ cause: judged.cause?.id, confidence: judged.confidence }).toEqual({ cause, confidence: 'likely' });
});
