import { expect, test } from 'vitest';
import { finding, outcome } from '../given.ts';
import { tellsLine } from '../log-lines.ts';
import { JUST_NOW, jobs, OPEN_TASK, SYNC, tasks } from '../sync-facts.ts';

tellsLine('job-unknown-to-jobservice', {
  shows:
    '2019-03-03T09:13:38Z [ERROR] [handler.go:253]: Serve http request \'POST /api/v1/jobs/ab3f3f6327dce749c5449ec1\' error: 404 {"code":10013,"message":"object is not found","details":"job \'ab3f3f6327dce749c5449ec1\'"}',
  near: 'Serve http request ok',
});

const info = (version: string) => ({
  version,
  externalUrl: null,
  readOnly: false,
  authMode: null,
  storage: null,
  banner: null,
});
const facts = (over: object = {}) => ({
  'job-samples': jobs({}),
  'replication-tasks': tasks(OPEN_TASK),
  'harbor-info': info('2.13.1'),
  ...over,
});

test('neither queue nor workers know the job', () => {
  const { text, ...found } = finding('job-unknown-to-jobservice', facts(), SYNC);
  expect(text).toContain('1 task not over since 2 h');
  expect(found.steps('en').join(' ')).not.toContain('update ');
});

test.each([
  ['1.5.4', /mysql -u root/, /replication_task/],
  ['1.7.6', /psql -U postgres/, /replication_task/],
  ['1.9.4', /update replication_task/, /replication_job/],
])('SQL of %s, after a backup', (version, has, hasNot) => {
  const found = finding('job-unknown-to-jobservice', facts({ 'harbor-info': info(version) }), SYNC);
  const steps = found.steps('en').join(' ');
  expect(steps).toMatch(has);
  expect(steps).not.toMatch(hasNot);
  expect(steps.indexOf('backup')).toBeLessThan(steps.indexOf('update '));
  expect(steps).toContain('policy_id=11');
});

test('a job that waits in the queue passes', () => {
  expect(
    outcome('job-unknown-to-jobservice', facts({ 'job-samples': jobs({ waiting: [1, 1] }) }), SYNC),
  ).toBe('pass');
});

test('near miss: a task of a minute may still be on its way', () => {
  const young = tasks({ ...OPEN_TASK, startedAt: JUST_NOW });
  expect(outcome('job-unknown-to-jobservice', facts({ 'replication-tasks': young }), SYNC)).toBe('pass');
});
