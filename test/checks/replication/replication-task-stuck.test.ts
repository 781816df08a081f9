import { expect, test } from 'vitest';
import { finding, outcome } from '../given.ts';
import { tellsLine } from '../log-lines.ts';
import { executions, JUST_NOW, jobs, NO_LOG, OPEN_TASK, RUNNING, SYNC, tasks } from '../sync-facts.ts';

tellsLine('replication-task-stuck', {
  shows: 'Rule X have pending/running/retrying status',
  near: 'execution succeeded',
});

const facts = (more: object = {}) => ({
  'replication-executions': executions(RUNNING),
  'replication-tasks': tasks(OPEN_TASK),
  'replication-task-log': NO_LOG,
  ...more,
});

test('open for two hours, and nothing tells why (no queues before 2.7)', () => {
  const { text, ...found } = finding('replication-task-stuck', facts(), SYNC);
  expect(text).toContain('One task of execution 70 is not over after 2 h');
  expect(found.steps('en').join(' ')).toContain('stop every execution of it first');
});

test('open for a minute passes', () => {
  const young = tasks({ ...OPEN_TASK, startedAt: JUST_NOW });
  expect(outcome('replication-task-stuck', facts({ 'replication-tasks': young }), SYNC)).toBe('pass');
});

test('near miss: the queue tells why', () => {
  const paused = { 'job-samples': jobs({ waiting: [3, 3], paused: true }) };
  expect(outcome('replication-task-stuck', facts(paused), SYNC)).toBe('pass');
});
