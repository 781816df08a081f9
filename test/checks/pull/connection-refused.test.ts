import { expect, test } from 'vitest';
import { tcp } from '../facts.ts';
import { finding, outcome } from '../given.ts';

test('every address refuses', () => {
  const { text } = finding('connection-refused', { tcp: tcp(['10.0.0.5', 'refused']) });
  expect(text).toContain('port 443 of `harbor.acme.test`');
});

test('one open address passes', () => {
  expect(outcome('connection-refused', { tcp: tcp(['10.0.0.5', 'refused'], ['10.0.0.6', 'open']) })).toBe(
    'pass',
  );
});

test('near miss: silence is not a refusal, and rules one out', () => {
  expect(outcome('connection-refused', { tcp: tcp(['10.0.0.5', 'timeout']) })).toBe('pass');
});

test('a registry that is reached, and a storage of its layers that is not', () => {
  const elsewhere = { host: 'bucket.acme.test', port: 443, ended: 'refused' };
  const missing = [{ digest: 'sha256:1', status: null, says: 'bucket.acme.test: refused', elsewhere }];
  const layers = { asked: 1, of: 1, bytes: 1, missing, config: null, corrupt: null };
  const { text, evidence } = finding('connection-refused', { ...{ tcp: tcp(['10.0.0.5', 'open']) }, layers });
  expect(text).toContain('port 443 of `bucket.acme.test`');
  expect(evidence[0].says).toContain('bucket.acme.test');
});
