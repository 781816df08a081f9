import { expect, test } from 'vitest';
import { manifest, node, shakes, tls } from '../facts.ts';
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

test('a certificate of the host that the registry leads to for the manifest fails under that host’s name', () => {
  const where = { host: 'store.acme.test', port: 8443 };
  const away = { ...tls({ untrusted: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY' }, {}), ...where };
  const elsewhere = { ...where, ended: 'tls' as const, says: 'refused', tls: away };
  const facts = { tls: tls(), manifest: { ...manifest([]), elsewhere } };
  const { text, evidence } = finding('tls-unknown-authority', facts);
  expect(text).toContain('`store.acme.test`');
  expect(text).toContain('is signed by');
  expect(evidence[0].source).toBe('certificate of store.acme.test:8443');
  expect(
    outcome('tls-unknown-authority', {
      tls: tls(),
      manifest: { ...manifest([]), elsewhere: { ...elsewhere, tls: tls() } },
    }),
  ).toBe('pass');
});

test('what is to be restarted goes by the runtime of the pod’s node', () => {
  const untrusted = tls({ untrusted: 'SELF_SIGNED_CERT_IN_CHAIN' });
  const on = (runtime: string) =>
    finding('tls-unknown-authority', { tls: untrusted, node: node({ runtime }) })
      .steps('en')
      .join('\n');
  expect(on('containerd://2.1.4')).toContain('runs `containerd://2.1.4`. containerd reads `hosts.toml`');
  expect(on('containerd://2.1.4')).not.toContain('systemctl restart docker');
  expect(on('docker://20.10.21')).toContain('systemctl restart docker');
  // Near miss: of another runtime both are told.
  expect(on('cri-o://1.31.0')).toMatch(/restart docker.*restart containerd/);
});
