import { expect, test } from 'vitest';
import { answered, challenge, shakes, tls } from '../facts.ts';
import { finding, outcome } from '../given.ts';

test('plain HTTP behind HTTPS fails', () => {
  const says = 'wrong version number';
  expect(
    finding('http-https-mismatch', { tls: shakes({ ended: 'not-tls', says, speaksHttp: true }) }).text,
  ).toContain('plain HTTP');
});

test('HTTPS behind a registry configured as plain fails', () => {
  const ending = answered(400, 'Client sent an HTTP request to an HTTPS server.');
  const facts = { tls: shakes(null, 'plain'), challenge: challenge({ ending, registry: false }) };
  expect(finding('http-https-mismatch', facts).text).toContain('speaks HTTPS');
});

test('a finished handshake passes', () => {
  expect(outcome('http-https-mismatch', { tls: tls() })).toBe('pass');
});

test('near miss: neither TLS nor HTTP is something else', () => {
  expect(
    outcome('http-https-mismatch', { tls: shakes({ ended: 'not-tls', says: 'SSH-2.0', speaksHttp: false }) }),
  ).toBe('skip');
});
