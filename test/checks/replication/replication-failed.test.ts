import { expect, test } from 'vitest';
import type { ReplicationExecution } from '../../../src/engine/harbor/records.ts';
import { finding, outcome } from '../given.ts';
import { execution, executions, log, SUCCEEDED, SYNC } from '../sync-facts.ts';

const facts = (...last: readonly ReplicationExecution[]) => ({
  'replication-executions': executions(...last),
  'replication-task-log': log('http status code: 418'),
});

test('it sometimes fails', () => {
  const two = [execution({ id: 72 }), SUCCEEDED, execution({ id: 68 })];
  const { text, evidence } = finding('replication-failed', facts(...two), SYNC);
  expect(text).toBe('It sometimes fails: 2 of the last 3 executions, the last of them 72.');
  expect(evidence[0].says).toBe('http status code: 418');
});

test('it always fails', () => {
  expect(finding('replication-failed', facts(execution(), execution({ id: 69 })), SYNC).text).toContain(
    'all of the last 2',
  );
});

test('one that succeeded passes', () => {
  expect(outcome('replication-failed', facts(SUCCEEDED), SYNC)).toBe('pass');
});

test('near miss: one failure before a success is over', () => {
  expect(outcome('replication-failed', facts(SUCCEEDED, execution({ id: 69 })), SYNC)).toBe('pass');
});
