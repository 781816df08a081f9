import { expect, test } from 'vitest';
import { finding, outcome } from '../given.ts';
import { executions, log, ping, SYNC } from '../sync-facts.ts';

const SAYS =
  'failed to check the existence of the manifest of artifact shop/cart:1.8.1 on the destination registry: Head "https://dr.acme.test/v2/": x509: certificate signed by unknown authority';
const facts = (line: string) => ({
  'replication-executions': executions(),
  'replication-task-log': log(line),
  'endpoint-ping': ping(false),
});

test('an authority that Harbor does not know', () => {
  expect(finding('endpoint-certificate', facts(SAYS), SYNC).text).toContain(
    '`x509: certificate signed by unknown authority`',
  );
});

test('another error passes', () => {
  expect(outcome('endpoint-certificate', facts('http status code: 500'), SYNC)).toBe('pass');
});

test('near miss: TLS that takes too long is no certificate', () => {
  expect(outcome('endpoint-certificate', facts('net/http: TLS handshake timeout'), SYNC)).toBe('pass');
});
