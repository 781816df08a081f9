import { expect, test } from 'vitest';
import { finding, outcome } from '../given.ts';
import { jobs, OPEN_TASK, SYNC, task, tasks } from '../sync-facts.ts';

const facts = (paused: boolean, of = OPEN_TASK) => ({
  'job-samples': jobs({ waiting: [37, 37], paused }),
  'replication-tasks': tasks(of),
});

test('what waits, waits in a paused queue', () => {
  const { text, ...found } = finding('queue-paused', facts(true), SYNC);
  expect(text).toBe('The queue of REPLICATION jobs is paused; 37 wait in it, the oldest for 2 h.');
  expect(found.steps('en')[1]).toContain('/jobservice/queues/REPLICATION');
});

test('asked about all queues, without a sync', () => {
  const { sync: _, ...all } = SYNC;
  expect(outcome('queue-paused', facts(true), all)).toBe('fail');
});

test('an open queue passes', () => {
  expect(outcome('queue-paused', facts(false), SYNC)).toBe('pass');
});

test('near miss: paused, and nothing of this sync is in it', () => {
  expect(outcome('queue-paused', facts(true, task()), SYNC)).toBe('pass');
});
