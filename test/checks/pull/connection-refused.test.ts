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
