import { expect, test } from 'vitest';
import { tls } from '../facts.ts';
import { finding, outcome } from '../given.ts';

test('a certificate for another name fails and names what it is for', () => {
  const facts = {
    tls: tls({ mismatch: 'Host: harbor.acme.test. is not in the cert altnames: DNS:ingress.local' }),
  };
  expect(finding('tls-name-mismatch', facts).text).toContain('is for `harbor.acme.test`');
});

test('a certificate for this name passes', () => {
  expect(outcome('tls-name-mismatch', { tls: tls() })).toBe('pass');
});

test('near miss: an untrusted certificate for this name is not a mismatch', () => {
  expect(outcome('tls-name-mismatch', { tls: tls({ untrusted: 'DEPTH_ZERO_SELF_SIGNED_CERT' }) })).toBe(
    'pass',
  );
});
