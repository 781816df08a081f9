import { expect, test } from 'vitest';
import { manifest, shakes, tls } from '../facts.ts';
import { finding, outcome } from '../given.ts';

test('a leaf past its end fails, with the day', () => {
  const facts = { tls: tls({ untrusted: 'CERT_HAS_EXPIRED' }, { to: '2026-02-28T02:00:00.000Z' }) };
  expect(finding('tls-expired', facts).text).toBe(
    'The certificate of `harbor.acme.test` expired on 2026-02-28 02:00 UTC.',
  );
});

test('a leaf before its beginning fails', () => {
  expect(finding('tls-expired', { tls: tls({}, { from: '2026-03-02T00:00:00.000Z' }) }).text).toContain(
    'not valid before',
  );
});

test('dates in order pass', () => {
  expect(outcome('tls-expired', { tls: tls() })).toBe('pass');
});

test('near miss: an expired cross-signed authority in a trusted chain does no harm', () => {
  const leaf = tls().handshake;
  const chain = leaf?.ended === 'done' ? leaf.chain : [];
  const old = chain.map((one) => ({ ...one, subject: 'CN=Old Root', validTo: '2021-09-30T00:00:00.000Z' }));
  expect(outcome('tls-expired', { tls: tls({ chain: [...chain, ...old] }) })).toBe('pass');
  expect(
    outcome('tls-expired', { tls: tls({ chain: [...chain, ...old], untrusted: 'CERT_HAS_EXPIRED' }) }),
  ).toBe('fail');
});

test('plain HTTP has no certificate to judge', () => {
  expect(outcome('tls-expired', { tls: shakes(null, 'plain') })).toBe('skip');
});

test('a certificate of the host that the registry leads to for the manifest fails under that host’s name', () => {
  const where = { host: 'store.acme.test', port: 8443 };
  const away = { ...tls({ untrusted: 'CERT_HAS_EXPIRED' }, { to: '2026-02-28T02:00:00.000Z' }), ...where };
  const elsewhere = { ...where, ended: 'tls' as const, says: 'refused', tls: away };
  const facts = { tls: tls(), manifest: { ...manifest([]), elsewhere } };
  const { text, evidence } = finding('tls-expired', facts);
  expect(text).toContain('`store.acme.test`');
  expect(text).toContain('expired on');
  expect(evidence[0].source).toBe('certificate of store.acme.test:8443');
  expect(
    outcome('tls-expired', {
      tls: tls(),
      manifest: { ...manifest([]), elsewhere: { ...elsewhere, tls: tls() } },
    }),
  ).toBe('pass');
});
