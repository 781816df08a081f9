import { expect, test } from 'vitest';
import { finding, outcome } from '../given.ts';
import { tellsLine } from '../log-lines.ts';
import { coreLog, execution, executions, SYNC } from '../sync-facts.ts';

tellsLine('source-list-tags-failed', {
  shows:
    '2020-05-17T15:32:55Z [ERROR] [/replication/operation/controller.go:108]: the execution 11 failed: failed to fetch image: FetchImages error when collect tags for repos',
  near: 'fetched 12 artifacts',
});

const FETCH = 'failed to fetch image: FetchImages error when collect tags for repos';
const facts = (says: string | null, more: object = {}) => ({
  'replication-executions': executions(execution({ says, total: 0 })),
  ...more,
});

test('listing failed, and core’s log was not read', () => {
  expect(finding('source-list-tags-failed', facts(FETCH), SYNC).text).toContain('could not be read here');
});

test('an execution that failed otherwise passes', () => {
  expect(outcome('source-list-tags-failed', facts('the policy is gone'), SYNC)).toBe('pass');
});

test('near miss: core’s log tells the status, which has a check of its own', () => {
  const told = {
    'component-logs': coreLog("List tags for repo 'a/b' error: http error: code 500, message "),
  };
  expect(outcome('source-list-tags-failed', facts(FETCH, told), SYNC)).toBe('pass');
});
