import { expect, test } from 'vitest';
import { shakes, tls } from '../facts.ts';
import { finding, outcome } from '../given.ts';

test('a private authority fails and is named', () => {
  const { text } = finding('tls-unknown-authority', { tls: tls({ untrusted: 'SELF_SIGNED_CERT_IN_CHAIN' }) });
  expect(text).toContain('CN=Acme Issuing CA');
});

test('a self-signed certificate fails in its own words', () => {
  expect(
    finding('tls-unknown-authority', { tls: tls({ untrusted: 'DEPTH_ZERO_SELF_SIGNED_CERT' }) }).text,
  ).toContain('self-signed');
});

test('a trusted chain passes', () => {
  expect(outcome('tls-unknown-authority', { tls: tls() })).toBe('pass');
});

test('near miss: an expired certificate says nothing about its authority', () => {
  expect(outcome('tls-unknown-authority', { tls: tls({ untrusted: 'CERT_HAS_EXPIRED' }) })).toBe('skip');
  expect(outcome('tls-unknown-authority', { tls: shakes({ ended: 'reset', says: 'x' }) })).toBe('skip');
});
