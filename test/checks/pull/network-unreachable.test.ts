import { expect, test } from 'vitest';
import { tcp } from '../facts.ts';
import { finding, outcome } from '../given.ts';

test('no route to any address; that they are all IPv6 is said', () => {
  const { text } = finding('network-unreachable', { tcp: tcp(['fd00::5', 'unreachable']) });
  expect(text).toContain('only IPv6');
});

test('an open address passes', () => {
  expect(outcome('network-unreachable', { tcp: tcp(['fd00::5', 'unreachable'], ['10.0.0.5', 'open']) })).toBe(
    'pass',
  );
});

test('near miss: a refused address is routed', () => {
  expect(
    outcome('network-unreachable', { tcp: tcp(['fd00::5', 'unreachable'], ['10.0.0.5', 'refused']) }),
  ).toBe('skip');
});
