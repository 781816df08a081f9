import { expect, test } from 'vitest';
import { finding, outcome } from '../given.ts';
import { JUST_NOW, jobs, LONG_AGO, OPEN_TASK, SYNC, tasks } from '../sync-facts.ts';

const facts = (...held: readonly (string | null)[]) => ({
  'job-samples': jobs({ waiting: [31, 31], held }),
  'replication-tasks': tasks(OPEN_TASK),
});

test('both workers hold jobs of two hours ago', () => {
  expect(finding('workers-starved', facts(LONG_AGO, LONG_AGO), SYNC).text).toContain(
    'All 2 workers hold jobs that began long ago (2 REPLICATION; the oldest 2 h ago), so 31 REPLICATION jobs wait',
  );
});

test('an idle worker passes', () => {
  expect(outcome('workers-starved', facts(LONG_AGO, null), SYNC)).toBe('pass');
});

test('near miss: all are busy, one since a minute', () => {
  expect(outcome('workers-starved', facts(LONG_AGO, JUST_NOW), SYNC)).toBe('pass');
});
