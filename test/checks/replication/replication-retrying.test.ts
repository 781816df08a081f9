import { expect, test } from 'vitest';
import { finding, outcome } from '../given.ts';
import { tellsLine } from '../log-lines.ts';
import { executions, log, OPEN_TASK, RUNNING, SYNC, task } from '../sync-facts.ts';

tellsLine('replication-retrying', {
  shows: 'retrying',
  near: 'status: Succeed',
});

const facts = (of = OPEN_TASK) => ({
  'replication-executions': executions(RUNNING),
  'replication-task-log': log('dial tcp 10.1.2.3:443: connect: connection refused', of),
});

test('in progress, and its task fails again and again', () => {
  const { text, evidence } = finding('replication-retrying', facts(), SYNC);
  expect(text).toContain('Execution 70 shows as in progress');
  expect(evidence[0].says).toBe('dial tcp 10.1.2.3:443: connect: connection refused');
});

test('an execution that is over passes', () => {
  expect(outcome('replication-retrying', { ...facts(), 'replication-executions': executions() }, SYNC)).toBe(
    'pass',
  );
});

test('near miss: what failed is over, and others still run', () => {
  expect(outcome('replication-retrying', facts(task()), SYNC)).toBe('pass');
});
