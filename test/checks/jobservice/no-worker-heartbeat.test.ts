import { expect, test } from 'vitest';
import { finding, outcome } from '../given.ts';
import { tellsLine } from '../log-lines.ts';
import { JUST_NOW, jobs, LONG_AGO, OPEN_TASK, SYNC, task, tasks } from '../sync-facts.ts';

tellsLine('no-worker-heartbeat', {
  shows: 'failed to get stats of worker pools',
  near: 'worker pool healthy',
});

const facts = (heartbeatAt: string | null, of = OPEN_TASK) => ({
  'job-samples': jobs({ waiting: [3, 3], heartbeatAt }),
  'replication-tasks': tasks(of),
});

test('the last heartbeat was two hours ago', () => {
  const { text, ...found } = finding('no-worker-heartbeat', facts(LONG_AGO), SYNC);
  expect(text).toContain('the last heartbeat was 2 h ago; 3 jobs wait');
  expect(found.steps('en').join(' ')).toContain('kubectl -n harbor delete pod -l component=jobservice');
});

test('a pool that beats passes', () => {
  expect(outcome('no-worker-heartbeat', facts('2026-03-01T02:59:55Z'), SYNC)).toBe('pass');
});

test('near miss: a minute late is dead, and nothing of this sync waits for it', () => {
  expect(outcome('no-worker-heartbeat', facts(JUST_NOW), SYNC)).toBe('fail');
  expect(outcome('no-worker-heartbeat', facts(JUST_NOW, task()), SYNC)).toBe('pass');
});
