import { expect, test } from 'vitest';
import { POD } from '../../remediations/setup.ts';
import { ANONYMOUS, attempt, foundBy, LOGIN, manifest } from '../facts.ts';
import { finding, outcome } from '../given.ts';

const said = (says: string) => ({
  reason: 'ImagePullBackOff',
  texts: [{ says, from: 'Failed', at: '2026-11-21T02:00:00.000Z', count: 3 }],
  pulled: null,
  since: '2026-11-21T01:50:00.000Z',
  secretWarnings: [],
});
const GONE =
  'failed to pull and unpack image "harbor.acme.test/shop/cart:1.8.2": failed to resolve reference "harbor.acme.test/shop/cart:1.8.2": harbor.acme.test/shop/cart:1.8.2: not found';
const facts = (over: Readonly<Record<string, unknown>> = {}) => ({
  pod: POD,
  kubelet: said(GONE),
  manifest: foundBy(LOGIN),
  ...over,
});

test('the registry said no to the kubelet and says yes to the same login now', () => {
  const { text, evidence } = finding('pull-waits-for-retry', facts());
  expect(text).toContain('only waits for the kubelet’s next try');
  expect(evidence[0]?.says).toBe(GONE);
});

test.each([
  'dial tcp: lookup harbor.acme.test on 10.0.0.10:53: no such host',
  'x509: certificate signed by unknown authority',
  'failed to copy: httpReadSeeker: failed open: content at https://r.acme.test/v2/a/blobs/sha256:1: not found',
  'read tcp 10.0.0.1:1: connection reset by peer',
  'https://mirror.acme.test/v2/shop/cart/manifests/1.8.2?ns=docker.io: 404 Not Found',
])('near miss: what only the node meets says nothing: %s', (says) => {
  expect(outcome('pull-waits-for-retry', facts({ kubelet: said(says) }))).toBe('skip');
});

test('near miss: the registry still says no', () => {
  const still = manifest([attempt(ANONYMOUS, 'not-found')]);
  expect(outcome('pull-waits-for-retry', facts({ manifest: still }))).toBe('skip');
});

test('a pod that runs passes', () => {
  const container = { ...POD.container, state: 'running', reason: null };
  expect(outcome('pull-waits-for-retry', facts({ pod: { ...POD, container } }))).toBe('pass');
});
