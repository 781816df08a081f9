/** Words that a cause prints most often and others print too are never claimed; the ones beside them that tell more are. */
import { expect, test } from 'vitest';
import { judgeText } from '../../../src/engine/text/judge.ts';
import { allChecks } from '../../checks/all-checks.ts';

type Op = 'pull' | 'push';
const judge = (text: string, op: Op) => judgeText(text, allChecks, { op });
const OWN = 'Get "https://r.acme.test/v2/"';
const HUB = 'Get "https://registry-1.docker.io/v2/"';
const BLOB = `https://r.acme.test/v2/shop/web/blobs/sha256:${'9f'.repeat(32)}`;

test.each([
  [
    'pull',
    `(Mirrors also failed: [m.acme.test/a:1: pinging container registry m.acme.test: ${OWN}: x509: certificate signed by unknown authority]): quay.io/a:1: pinging container registry quay.io: timeout`,
    'tls-unknown-authority',
    'mirror-misconfigured',
  ],
  ['pull', `${HUB}: dial tcp: i/o timeout`, 'connection-timeout', 'proxy-misconfigured'],
  ['pull', 'docker.io/acme/web:1: not found', 'tag-not-found', 'mirror-misconfigured'],
  ['pull', 'Unable to retrieve some image pull secrets (regcred)', 'secret-missing', 'tag-not-found'],
  [
    'pull',
    'ctr: failed to do request: Head https://comp.test/v2/a/manifests/1: dial tcp: lookup comp.test: no such host',
    'dns-failure',
    'mirror-misconfigured',
  ],
  [
    'pull',
    'failed to extract layer sha256:1: gzip: invalid header',
    'content-corrupt',
    'proxy-misconfigured',
  ],
  [
    'pull',
    `Get "https://core.harbor.domain/service/token?a=b": dial tcp: lookup core.harbor.domain: no such host`,
    'token-service-misconfigured',
    'dns-failure',
  ],
  [
    'pull',
    `Get "https://git.acme.test/jwt/auth?a=b": dial tcp: lookup git.acme.test: no such host`,
    'dns-failure',
    'token-service-misconfigured',
  ],
  [
    'pull',
    'Get "http://10.3.0.4:5001/auth?scope=a": dial tcp 10.3.0.4:5001: connect: connection refused',
    'connection-refused',
    'token-service-misconfigured',
  ],
  [
    'pull',
    'Get "https://git.acme.test/jwt/auth?a=b": dial tcp 10.3.0.4:443: i/o timeout',
    'connection-timeout',
    'token-service-misconfigured',
  ],
  [
    'pull',
    'dial tcp 120.55.105.209:443: connect: no route to host',
    'network-unreachable',
    'proxy-misconfigured',
  ],
  [
    'pull',
    `Digest did not match, expected sha256:56a6, got sha256:e3b0c44298fc1c149afb${'0'.repeat(44)}`,
    'content-corrupt',
    'registry-storage-failure',
  ],
  [
    'pull',
    'Head "https://library/v2/nginx/manifests/1": dial tcp: lookup library on 10.0.0.2:53: no such host',
    'dns-failure',
    'image-name-invalid',
  ],
  [
    'pull',
    'Get "https://production.cloudflare.docker.com/a": dial tcp: lookup production.cloudflare.docker.com: no such host',
    'dns-failure',
    'proxy-misconfigured',
  ],
  [
    'push',
    'failed to push: content digest sha256:5b0c1f: not found',
    'node-runtime-failure',
    'platform-unavailable',
  ],
  [
    'pull',
    'HEAD request to https://r.acme.test/v2/a/manifests/1: 502 Bad Gateway',
    'registry-unavailable',
    'proxy-misconfigured',
  ],
  [
    'push',
    'received unexpected HTTP status: 504 Gateway Timeout',
    'registry-unavailable',
    'registry-storage-failure',
  ],
  [
    'pull',
    `${HUB}: http: server gave HTTP response to HTTPS client`,
    'http-https-mismatch',
    'proxy-misconfigured',
  ],
  [
    'pull',
    `${HUB}: dial tcp: lookup registry-1.docker.io on 10.0.0.4:53: server misbehaving`,
    'dns-failure',
    'proxy-misconfigured',
  ],
  [
    'pull',
    `${OWN}: dial tcp: lookup r.acme.test on 10.0.0.4:53: dial udp 10.0.0.4:53: connect: network is unreachable`,
    'dns-failure',
    'network-unreachable',
  ],
  [
    'pull',
    `${OWN}: dial tcp: lookup r.acme.test on 10.0.0.4:53: read udp 10.0.0.9:4->10.0.0.4:53: i/o timeout`,
    'dns-failure',
    'connection-timeout',
  ],
  [
    'pull',
    `${OWN}: dial tcp 10.0.0.5:443: connect: connection refused`,
    'connection-refused',
    'http-https-mismatch',
  ],
  [
    'pull',
    'Get "https://localhost/v2/": dial tcp [::1]:443: connect: connection refused',
    'connection-refused',
    'image-name-invalid',
  ],
  [
    'pull',
    'Get https://d1.cloudfront.net/data?Expires=1: dial tcp 52.1.2.3:443: i/o timeout',
    'connection-timeout',
    'proxy-misconfigured',
  ],
  [
    'push',
    `Patch "${BLOB}": read tcp 10.0.0.2:4->10.0.0.5:443: read: connection reset by peer`,
    'network-reset',
    'proxy-misconfigured',
  ],
  ['pull', 'error pulling image: connection reset by peer', 'network-reset', 'policy-blocked'],
  [
    'pull',
    'repository worker-image not found: does not exist or no pull access',
    'repository-not-found',
    'credentials-missing',
  ],
  [
    'pull',
    'unknown: repository docker.io/library/python not found',
    'repository-not-found',
    'mirror-misconfigured',
  ],
  ['pull', 'public.ecr.aws/acme/web:1: not found', 'tag-not-found', 'repository-not-found'],
  [
    'pull',
    `unexpected status code ${BLOB}: 404 Not Found`,
    'registry-storage-failure',
    'mirror-misconfigured',
  ],
  ['pull', 'unsupported manifest mediatype: text/html', 'manifest-unsupported', 'proxy-misconfigured'],
  [
    'pull',
    "unable to decode token response: invalid character '<' looking for beginning of value",
    'token-service-misconfigured',
    'proxy-misconfigured',
  ],
  [
    'pull',
    `${OWN}: Get "https://core/service/token?scope=a": dial tcp: lookup core: no such host`,
    'token-service-misconfigured',
    'dns-failure',
  ],
  ['pull', 'unauthorized: token is expired by 25m6s', 'credentials-invalid', 'token-service-misconfigured'],
  ['pull', `${OWN}: unauthorized: authentication required`, 'credentials-invalid', 'credentials-missing'],
  [
    'pull',
    'toomanyrequests: too many failed login attempts for username or IP address',
    'rate-limited',
    'credentials-invalid',
  ],
  [
    'push',
    'digest invalid: provided digest did not match uploaded content',
    'content-corrupt',
    'registry-storage-failure',
  ],
  [
    'pull',
    'unexpected status from HEAD request: 412 Precondition Failed',
    'policy-blocked',
    'quota-exceeded',
  ],
  ['pull', 'no credentials provided', 'credentials-missing', 'credentials-wrong-host'],
] as const)('a %s that says `%s` is %s, or %s', (op, text, cause, other) => {
  const judged = judge(text, op);
  expect({ cause: judged.cause?.id, confidence: judged.confidence }).toEqual({
    cause,
    confidence: 'possible',
  });
  expect(judged.alternatives).toContain(other);
});
