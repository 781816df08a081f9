import { expect, test } from 'vitest';
import { finding, outcome } from '../given.ts';
import { policy, SYNC } from '../sync-facts.ts';

const facts = (paused: boolean, trigger: 'scheduled' | 'manual' = 'scheduled') => ({
  'replication-policy': policy({ trigger }),
  scheduler: { paused },
});

test('a scheduled policy while all schedules are paused', () => {
  expect(finding('scheduler-paused', facts(true), SYNC).text).toContain('nothing starts `nightly`');
});

test('schedules that run pass', () => {
  expect(outcome('scheduler-paused', facts(false), SYNC)).toBe('pass');
});

test('near miss: a policy that is started by hand needs no schedule', () => {
  expect(outcome('scheduler-paused', facts(true, 'manual'), SYNC)).toBe('pass');
});
