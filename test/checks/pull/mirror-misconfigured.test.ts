import { expect, test } from 'vitest';
import type { HostEnding } from '../../../src/engine/node-view.ts';
import { judgeText } from '../../../src/engine/text/judge.ts';
import { FOUND, hostOf, viewOf } from '../../engine/made-view.ts';
import { allChecks, checkOf } from '../all-checks.ts';
import { ANONYMOUS, foundBy } from '../facts.ts';
import { finding, outcome, PULL } from '../given.ts';

test('it is known by the words of the node', () => {
  const { cause, parts } = judgeText(
    'registry quay.io/acme is blocked in /etc/containers/registries.conf',
    allChecks,
  );
  expect(cause?.id).toBe('mirror-misconfigured');
  expect(checkOf('mirror-misconfigured').probably(parts, 'en')).toContain('a mirror');
  expect(checkOf('mirror-misconfigured').stepsFromText(PULL, 'en').join(' ')).not.toMatch(/undefined|null/);
});

test('no question from outside proves or rules it out', () => {
  expect(outcome('mirror-misconfigured', {})).toBe('skip');
});

test('near miss: words about it without the complaint', () => {
  expect(judgeText('pulled through the mirror', allChecks).cause?.id).not.toBe('mirror-misconfigured');
});

test.each([
  ['dial tcp: lookup m.acme.test on 10.0.0.53:53: no such host', 'dns-failure'],
  ['dial tcp 10.0.0.9:5000: connect: connection refused', 'connection-refused'],
  ['dial tcp 10.0.0.9:5000: i/o timeout', 'connection-timeout'],
  ['http: server gave HTTP response to HTTPS client', 'http-https-mismatch'],
  ['read tcp 10.0.0.2:4000->10.0.0.9:5000: read: connection reset by peer', 'network-reset'],
])('a mirror that fails with `%s` is first that; whether its entry is wrong stays open', (says, cause) => {
  const ofMirror = judgeText(
    `Head "https://m.acme.test:5000/v2/a/manifests/1?ns=docker.io": ${says}`,
    allChecks,
  );
  expect(ofMirror.cause?.id).toBe(cause);
  expect(ofMirror.confidence).toBe('possible');
  expect(ofMirror.alternatives).toContain('mirror-misconfigured');
  const ofRegistry = judgeText(`Head "https://m.acme.test:5000/v2/a/manifests/1": ${says}`, allChecks);
  expect(ofRegistry.cause?.id).toBe(cause);
  expect(ofRegistry.alternatives).not.toContain('mirror-misconfigured');
});

const FILE = '/etc/containerd/certs.d/harbor.acme.test/hosts.toml';
const mirror = (ending: HostEnding) =>
  hostOf(ending, { role: 'mirror', url: 'https://mirror.acme.test', host: 'mirror.acme.test', from: FILE });
const NOT_THERE: HostEnding = { ended: 'answered', manifest: 'not-found', says: '404 Not Found' };
const WANTS: HostEnding = { ended: 'answered', manifest: 'login-needed', says: '401 Unauthorized' };
const DOWN: HostEnding = { ended: 'refused', says: 'connect ECONNREFUSED 10.0.0.9:443' };

test.each([DOWN, NOT_THERE, WANTS])(
  'a mirror that is all the node asks, and fails: $ended $manifest',
  (ending) => {
    const view = viewOf([mirror(ending), hostOf(FOUND, { role: 'origin' })]);
    const { text, evidence, from } = finding('mirror-misconfigured', { 'node-view': view });
    expect(text).toContain('asks only the mirror `https://mirror.acme.test`');
    expect(text).toContain(`\`${FILE}\` leaves the registry out`);
    expect(evidence[0]?.says).toBe(ending.says);
    expect(from).toBe('node');
  },
);

test('a mirror that fails where the node cannot reach the registry, which works from here', () => {
  const view = viewOf([mirror(DOWN), hostOf({ ended: 'timeout', says: 'no answer' })]);
  const { text } = finding('mirror-misconfigured', { 'node-view': view, manifest: foundBy(ANONYMOUS) });
  expect(text).toContain('works from the cluster network, but not from the node');
});

test('near misses: no mirror, a registry that is asked next and has it, an image that is nowhere', () => {
  expect(outcome('mirror-misconfigured', { 'node-view': viewOf(DOWN) })).toBe('pass');
  expect(outcome('mirror-misconfigured', { 'node-view': viewOf([mirror(NOT_THERE), hostOf(FOUND)]) })).toBe(
    'pass',
  );
  const nowhere = viewOf([mirror(NOT_THERE), hostOf(NOT_THERE, { role: 'origin' })]);
  expect(outcome('mirror-misconfigured', { 'node-view': nowhere })).toBe('skip');
});

test('an endpoint without its scheme is the mirror’s setting; another address without one is not', () => {
  const known = (says: string) => judgeText(says, allChecks).cause?.id;
  expect(
    known(
      'failed to do request: Head mirror.acme.test:///v2/busybox/manifests/1: unsupported protocol scheme "mirror.acme.test"',
    ),
  ).toBe('mirror-misconfigured');
  expect(
    known('Get "mirror.acme.test:///charts/index.yaml": unsupported protocol scheme "x"'),
  ).toBeUndefined();
});
