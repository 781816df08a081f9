import { expect, test } from 'vitest';
import { judgeText } from '../../../src/engine/text/judge.ts';
import { allChecks } from '../all-checks.ts';
import { manifest, tls } from '../facts.ts';
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

test('a certificate of the host that the registry leads to for the manifest fails under that host’s name', () => {
  const where = { host: 'store.acme.test', port: 8443 };
  const away = { ...tls({ mismatch: 'not in the list' }, {}), ...where };
  const elsewhere = { ...where, ended: 'tls' as const, says: 'refused', tls: away };
  const facts = { tls: tls(), manifest: { ...manifest([]), elsewhere } };
  const { text, evidence } = finding('tls-name-mismatch', facts);
  expect(text).toContain('`store.acme.test`');
  expect(text).toContain('not for `store.acme.test`');
  expect(evidence[0].source).toBe('certificate of store.acme.test:8443');
  expect(
    outcome('tls-name-mismatch', {
      tls: tls(),
      manifest: { ...manifest([]), elsewhere: { ...elsewhere, tls: tls() } },
    }),
  ).toBe('pass');
});

test.each([
  ['registry.gitlab.com', 'possible'],
  ['registry.gitlab.com.acme.test', 'likely'],
  ['harbor.acme.test', 'likely'],
])('another’s certificate under %s', (host, sure) => {
  const { cause, confidence } = judgeText(
    `Get https://${host}/v2/: x509: certificate is valid for *.apps.acme.test, not ${host}`,
    allChecks,
  );
  expect([cause?.id, confidence]).toEqual(['tls-name-mismatch', sure]);
});
