import { expect, test } from 'vitest';
import { finding, outcome } from '../given.ts';
import { tellsLine } from '../log-lines.ts';
import { jobs, OPEN_TASK, SYNC, tasks } from '../sync-facts.ts';

tellsLine('jobservice-hung', {
  shows:
    "the harbor's replication job is pending all the time for nearly one day, and it's ok after restart harbor",
  near: 'job is running',
});

const facts = (over: Parameters<typeof jobs>[0]) => ({
  'job-samples': jobs(over),
  'replication-tasks': tasks(OPEN_TASK),
});

test('idle workers take nothing of what waits', () => {
  expect(finding('jobservice-hung', facts({ waiting: [4, 5] }), SYNC).text).toContain(
    'workers are idle and beat',
  );
});

test('a queue that shrinks passes', () => {
  expect(outcome('jobservice-hung', facts({ waiting: [5, 4] }), SYNC)).toBe('pass');
});

test('near miss: what came a moment ago is about to be given', () => {
  expect(outcome('jobservice-hung', facts({ waiting: [5, 5], latencyS: 4 }), SYNC)).toBe('pass');
});
