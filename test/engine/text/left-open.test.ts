/** Words that honest people read in two ways are left open, and those next to them that are not, are not. */
import { expect, test } from 'vitest';
import { judgeText } from '../../../src/engine/text/judge.ts';
import { allChecks } from '../../checks/all-checks.ts';

const judge = (text: string, op: 'pull' | 'push' = 'pull') => judgeText(text, allChecks, { op });

const HUB = 'Get "https://registry-1.docker.io/v2/"';
const OWN = 'Get "https://r.acme.test/v2/"';
const AT_HUB = 'Head "https://docker.io/v2/acme/app/manifests/1": dial tcp: lookup docker.io on 10.0.0.4:53';
const HARBOR =
  'unauthorized: unauthorized to access repository: shop/web, action: push: unauthorized to access repository: shop/web, action: push';
const ECR =
  'denied: User: arn:aws:iam::123:user/ann is not authorized to perform: ecr:BatchGetImage on resource: arn:aws:ecr:us-west-2:456:repository/acme/app because no';
const WALL =
  'pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed';
const TOML = "toml: line 12: expected key separator '='";

test.each([
  ['push', 'unauthorized: authentication required', 'credentials-missing', 'token-service-misconfigured'],
  ['push', HARBOR, 'permission-denied', 'token-service-misconfigured'],
  [
    'push',
    'PUT https://r.acme.test/v2/a/blobs/uploads/1: UNAUTHORIZED',
    'credentials-missing',
    'token-service-misconfigured',
  ],
  [
    'pull',
    `${HUB}: dial tcp 54.1.2.3:443: connect: network is unreachable`,
    'network-unreachable',
    'proxy-misconfigured',
  ],
  [
    'pull',
    `${HUB}: dial tcp 54.1.2.3:443: connect: operation timed out`,
    'connection-timeout',
    'proxy-misconfigured',
  ],
  [
    'pull',
    `${HUB}: dial tcp 54.1.2.3:443: connect: connection refused`,
    'connection-refused',
    'proxy-misconfigured',
  ],
  [
    'pull',
    `${HUB}: dial tcp: lookup registry-1.docker.io: no such host`,
    'dns-failure',
    'proxy-misconfigured',
  ],
  ['pull', `${AT_HUB}: server misbehaving`, 'dns-failure', 'mirror-misconfigured'],
  [
    'pull',
    `failed to resolve reference "docker.io/acme/app:1": ${WALL}`,
    'repository-not-found',
    'mirror-misconfigured',
  ],
  [
    'pull',
    `${ECR} resource-based policy allows the ecr:BatchGetImage action`,
    'permission-denied',
    'repository-not-found',
  ],
  ['pull', 'unknown: artifact hub-proxy/acme/app:1 not found', 'tag-not-found', 'registry-unavailable'],
  ['pull', 'unknown: artifact hub/library/nginx:1 not found', 'tag-not-found', 'registry-unavailable'],
  [
    'push',
    'denied: The system is in read only mode. Any modification is prohibited.',
    'policy-blocked',
    'quota-exceeded',
  ],
  [
    'pull',
    'cannot load TOML value of type string into a Go slice',
    'mirror-misconfigured',
    'node-runtime-failure',
  ],
  [
    'pull',
    `decoding /etc/containers/registries.conf: ${TOML}`,
    'mirror-misconfigured',
    'node-runtime-failure',
  ],
  [
    'pull',
    'failed to load TOML: /etc/containerd/config.toml: (5, 2): duplicated tables',
    'mirror-misconfigured',
    'node-runtime-failure',
  ],
] as const)('a %s that says `%s` is %s, or %s', (op, text, cause, other) => {
  const judged = judge(text, op);
  expect({ cause: judged.cause?.id, confidence: judged.confidence }).toEqual({
    cause,
    confidence: 'possible',
  });
  expect(judged.alternatives).toContain(other);
});

test.each([
  [
    'an own registry out of reach',
    `${OWN}: dial tcp 10.0.0.5:443: connect: network is unreachable`,
    'network-unreachable',
  ],
  [
    'no IPv6 here',
    `${HUB}: dial tcp [2600:1f18::1]:443: connect: network is unreachable`,
    'network-unreachable',
  ],
  [
    'an own registry that is silent',
    `${OWN}: dial tcp 10.0.0.5:443: connect: operation timed out`,
    'connection-timeout',
  ],
  ['an own name that is missing', `${OWN}: dial tcp: lookup r.acme.test: no such host`, 'dns-failure'],
  [
    'an own name that the resolver fails on',
    `${OWN}: dial tcp: lookup r.acme.test on 10.0.0.4:53: server misbehaving`,
    'dns-failure',
  ],
  [
    'a right missing to the own role',
    `${ECR} identity-based policy allows the ecr:BatchGetImage action`,
    'permission-denied',
  ],
  ['an artifact of an own project', 'unknown: artifact shop/web:9 not found', 'tag-not-found'],
  ['the project `library` itself', 'unknown: artifact library/hello-world:latest not found', 'tag-not-found'],
])('near miss, %s: nothing is left open', (_, text, cause) => {
  const judged = judge(text);
  expect({ cause: judged.cause?.id, confidence: judged.confidence }).toEqual({ cause, confidence: 'likely' });
});

test.each([
  ['pull', HARBOR.replaceAll('push', 'pull'), 'token-service-misconfigured'],
  ['pull', `failed to resolve reference "r.acme.test/a:1": ${WALL}`, 'mirror-misconfigured'],
  ['push', 'denied: can not push artifact to a proxy project', 'quota-exceeded'],
  ['pull', `reading /etc/acme/app.toml: ${TOML}`, 'mirror-misconfigured'],
] as const)('near miss, a %s that says `%s`: nothing of %s', (op, text, other) => {
  const judged = judge(text, op);
  expect([judged.cause?.id, ...judged.alternatives]).not.toContain(other);
});
