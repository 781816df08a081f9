import { expect, test } from 'vitest';
import { finding, outcome } from '../given.ts';
import { tellsLine } from '../log-lines.ts';
import { executions, log, SYNC } from '../sync-facts.ts';

tellsLine('destination-blob-upload', {
  shows: 'failed to pushing the blob sha256:22c2dd5e, size 5242880: http status code: 413, body: <html>',
  near: 'pushed the blob',
});

const SAYS = 'failed to pushing the blob sha256:22c2dd5e, size 5242880: http status code: 413, body: <html>';
const facts = (line: string) => ({
  'replication-executions': executions(),
  'replication-task-log': log(line),
});

test('a proxy limits bodies', () => {
  const { text, ...found } = finding('destination-blob-upload', facts(SAYS), SYNC);
  expect(text).toContain('with 413: a proxy before it limits the size');
  expect(found.steps('en')[0]).toContain('proxy-body-size');
});

test('another error passes', () => {
  expect(outcome('destination-blob-upload', facts('failed to pull the blob'), SYNC)).toBe('pass');
});

test('near miss: the quota has a check of its own', () => {
  const full = SAYS.replace(
    '413, body: <html>',
    '403, body: will exceed the configured upper limit of 10.0 GiB.',
  );
  expect(outcome('destination-blob-upload', facts(full), SYNC)).toBe('pass');
});
