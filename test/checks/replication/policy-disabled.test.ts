import { expect, test } from 'vitest';
import { finding, outcome } from '../given.ts';
import { tellsLine } from '../log-lines.ts';
import { policy, SYNC } from '../sync-facts.ts';

tellsLine('policy-disabled', {
  shows: 'the policy 8 is disabled',
  near: 'the policy 8 is enabled',
});

test('a policy that is off', () => {
  const { text } = finding('policy-disabled', { 'replication-policy': policy({ enabled: false }) }, SYNC);
  expect(text).toContain('`nightly` is disabled');
});

test('one that is on passes', () => {
  expect(outcome('policy-disabled', { 'replication-policy': policy() }, SYNC)).toBe('pass');
});

test('near miss: on, though only started by hand', () => {
  expect(outcome('policy-disabled', { 'replication-policy': policy({ trigger: 'manual' }) }, SYNC)).toBe(
    'pass',
  );
});
