import { expect, test } from 'vitest';
import { finding, outcome } from '../given.ts';
import { tellsLine } from '../log-lines.ts';
import { executions, log, SYNC } from '../sync-facts.ts';

tellsLine('quota-exceeded-target', {
  shows: 'Harbor Replication failed for exceeding the configured upper limit',
  near: 'replication succeeded',
});

const SAYS =
  'failed to pushing the blob sha256:8a0f, size 30408704: http status code: 403, body: adding 29.0 MiB of storage resource, which when updated to current usage of 9.98 GiB will exceed the configured upper limit of 10.0 GiB.';
const facts = (line: string, more: object = {}) => ({
  'replication-executions': executions(),
  'replication-task-log': log(line),
  ...more,
});

test('the project there is full', () => {
  const quota = { host: 'dr.acme.test', project: 'shop', used: 10_700_000_000, hard: 10_737_418_240 };
  const { text, evidence } = finding('quota-exceeded-target', facts(SAYS, { 'target-quota': quota }), SYNC);
  expect(text).toContain('`shop` at the target');
  expect(evidence[1]?.says).toBe('10 GiB of 10 GiB used');
});

test('without a login for the other side, its words are enough', () => {
  expect(finding('quota-exceeded-target', facts(SAYS), SYNC).text).toContain('`shop`');
});

test('another refusal passes', () => {
  expect(outcome('quota-exceeded-target', facts('http status code: 413'), SYNC)).toBe('pass');
});

test('near miss: a 403 that is no quota', () => {
  expect(outcome('quota-exceeded-target', facts('http status code: 403, body: forbidden'), SYNC)).toBe(
    'pass',
  );
});
