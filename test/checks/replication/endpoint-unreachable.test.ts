import { expect, test } from 'vitest';
import { finding, outcome } from '../given.ts';
import { tellsLine } from '../log-lines.ts';
import { executions, log, NO_LOG, ping, SUCCEEDED, SYNC } from '../sync-facts.ts';

tellsLine('endpoint-unreachable', {
  shows:
    '2023-02-20T00:24:32Z [ERROR] [/pkg/reg/adapter/native/adapter.go:126]: failed to ping registry https://registry-1.docker.io: Get https://registry-1.docker.io/v2/: dial tcp 34.205.13.154:443: i/o timeout',
  near: 'registry pinged',
});

const facts = (line: string, well: boolean, says?: string) => ({
  'replication-executions': executions(),
  'replication-task-log': log(line),
  'endpoint-ping': ping(well, says),
});
const REFUSED = 'Get "https://dr.acme.test/v2/": dial tcp 10.1.2.3:443: connect: connection refused';

test('nothing listens there, and core finds so too', () => {
  expect(finding('endpoint-unreachable', facts(REFUSED, false), SYNC).text).toContain(
    'cannot reach the other side, `https://dr.acme.test`',
  );
});

test('core reaches it now', () => {
  expect(finding('endpoint-unreachable', facts(REFUSED, true), SYNC).text).toContain('this minute it can');
});

test('core cannot reach it although the last execution went well', () => {
  const well = { 'replication-executions': executions(SUCCEEDED), 'replication-task-log': NO_LOG };
  expect(outcome('endpoint-unreachable', { ...well, 'endpoint-ping': ping(false) }, SYNC)).toBe('fail');
});

test('an endpoint that answers passes', () => {
  expect(outcome('endpoint-unreachable', facts('http status code: 413', true), SYNC)).toBe('pass');
});

test('near miss: it is unhealthy because it refuses the login, which has a check of its own', () => {
  expect(
    outcome('endpoint-unreachable', facts('http status code: 401', false, '401 unauthorized'), SYNC),
  ).toBe('pass');
});
