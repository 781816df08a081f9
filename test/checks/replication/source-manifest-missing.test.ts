import { expect, test } from 'vitest';
import { finding, outcome } from '../given.ts';
import { tellsLine } from '../log-lines.ts';
import { executions, log, SUCCEEDED, SYNC } from '../sync-facts.ts';

tellsLine('source-manifest-missing', {
  shows:
    'failed to pull the manifest of artifact library/nginx:1.25: http status code: 404, body: {"errors":[{"code":"MANIFEST_UNKNOWN"}]}',
  near: 'pulled the manifest',
});

const SAYS =
  'failed to pull the manifest of artifact library/nginx:1.25: http status code: 404, body: MANIFEST_UNKNOWN';
const facts = (line: string, more: object = {}) => ({
  'replication-executions': executions(),
  'replication-task-log': log(line),
  ...more,
});

test('the source does not have it', () => {
  expect(finding('source-manifest-missing', facts(SAYS), SYNC).text).toContain('library/nginx:1.25');
});

test('another error passes', () => {
  expect(outcome('source-manifest-missing', facts('http status code: 413'), SYNC)).toBe('pass');
});

test('near miss: the last execution found it', () => {
  const since = { 'replication-executions': executions(SUCCEEDED) };
  expect(outcome('source-manifest-missing', facts(SAYS, since), SYNC)).toBe('pass');
});
