import { expect, test } from 'vitest';
import { finding, outcome } from '../given.ts';
import { tellsLine } from '../log-lines.ts';
import { executions, log, ping, SUCCEEDED, SYNC } from '../sync-facts.ts';

tellsLine('destination-token-service', {
  shows:
    '[ERROR] [transfer.go:395]: an error occurred while checking existence of blob sha256:22c2dd5ee85dc01136051800684b0bf30016a3082f97093c806152bf43d4e089 of auto2/busybox:latest on https://single-tenant.caicloudprivatetest.com: 401 ',
  near: 'blob exists on the target',
});

const SAYS =
  'an error occurred while checking existence of blob sha256:22c2dd5e of library/alpine:3.22 on https://dr.acme.test: 401 ';
const facts = (line: string, well = false, says = '401 UNAUTHORIZED: unauthorized') => ({
  'replication-executions': executions(),
  'replication-task-log': log(line),
  'endpoint-ping': ping(well, says),
});

test('the account is refused, then and now', () => {
  const { text, evidence } = finding('destination-token-service', facts(SAYS), SYNC);
  expect(text).toContain('refuses the endpoint’s account (401)');
  expect(evidence).toHaveLength(2);
});

test('it may log in and not copy', () => {
  expect(finding('destination-token-service', facts(SAYS, true, '200 OK'), SYNC).text).toContain(
    'although it lets it log in',
  );
});

test('another status passes', () => {
  expect(outcome('destination-token-service', facts('http status code: 413', true, '200 OK'), SYNC)).toBe(
    'pass',
  );
});

test('near miss: it failed so before the last execution, which succeeded', () => {
  const since = { 'replication-executions': executions(SUCCEEDED) };
  expect(outcome('destination-token-service', { ...facts(SAYS), ...since }, SYNC)).toBe('pass');
});
