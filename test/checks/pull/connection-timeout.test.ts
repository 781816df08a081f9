import { expect, test } from 'vitest';
import { shakes, tcp, tls } from '../facts.ts';
import { finding, outcome } from '../given.ts';

test('no address answers', () => {
  const { text, steps } = finding('connection-timeout', { tcp: tcp(['10.0.0.5', 'timeout']) });
  expect(text).toContain('does not answer on port 443');
  expect(steps('en').join(' ')).toContain('`10.0.0.5`');
});

test('the connection opens and the handshake is never answered', () => {
  const facts = {
    tcp: tcp(['10.0.0.5', 'open']),
    tls: shakes({ ended: 'timeout', says: 'no answer in 3 s' }),
  };
  expect(finding('connection-timeout', facts).text).toContain('handshake');
});

test('an open port with a handshake passes', () => {
  expect(outcome('connection-timeout', { tcp: tcp(['10.0.0.5', 'open']), tls: tls() })).toBe('pass');
});

test('near miss: where one address refuses, the host is alive', () => {
  const mixed = tcp(['10.0.0.5', 'refused'], ['fd00::5', 'timeout']);
  expect(outcome('connection-timeout', { tcp: mixed })).toBe('skip');
});

test('a registry that is reached, and a storage of its layers that is not', () => {
  const elsewhere = { host: 'bucket.acme.test', port: 443, ended: 'timeout' };
  const missing = [{ digest: 'sha256:1', status: null, says: 'bucket.acme.test: timeout', elsewhere }];
  const layers = { asked: 1, of: 1, bytes: 1, missing, config: null, corrupt: null };
  const { text, evidence } = finding('connection-timeout', {
    ...{ tcp: tcp(['10.0.0.5', 'open']), tls: tls() },
    layers,
  });
  expect(text).toContain('`bucket.acme.test` does not answer');
  expect(evidence[0].says).toContain('bucket.acme.test');
});
