import { expect, test } from 'vitest';
import { finding, outcome } from '../given.ts';
import { tellsLine } from '../log-lines.ts';
import { execution, executions, policy, SUCCEEDED, SYNC } from '../sync-facts.ts';

tellsLine('replication-version-skew', {
  shows: 'failed to fetch image: json: cannot unmarshal string into Go value of type adapter.Repository',
  near: 'json decoded',
});

const info = (version: string | null) => ({
  version,
  externalUrl: null,
  readOnly: false,
  authMode: null,
  storage: null,
  banner: null,
});
const other = (version: string | null) => ({
  origin: 'https://dr.acme.test',
  host: 'dr.acme.test',
  ended: 'answered',
  status: 401,
  says: 'GET /v2/: 401',
  resolver: 'r',
  version,
});
const facts = (here: string, there: string | null, says: string | null = 'failed to fetch image') => ({
  'replication-policy': policy(),
  'replication-executions': executions(execution({ says, total: 0 })),
  'harbor-info': info(here),
  'other-side': other(there),
});

test('1.9 and 1.7 are no pair', () => {
  const { text } = finding('replication-version-skew', facts('1.9.4', '1.7.6'), SYNC);
  expect(text).toContain('Harbor 1.9.4 and Harbor 1.7.6 at `https://dr.acme.test`');
});

test('an answer of another shape tells it without versions', () => {
  const says =
    'failed to fetch image: json: cannot unmarshal string into Go value of type adapter.Repository';
  expect(outcome('replication-version-skew', facts('2.13.1', null, says), SYNC)).toBe('fail');
});

test('two of today pass', () => {
  expect(outcome('replication-version-skew', facts('2.13.1', '2.12.4'), SYNC)).toBe('pass');
});

test('near miss: 1.9 and 2.13 are far apart and a pair; so is what succeeds', () => {
  expect(outcome('replication-version-skew', facts('2.13.1', '1.9.0'), SYNC)).toBe('pass');
  const well = { ...facts('2.13.1', '1.7.6'), 'replication-executions': executions(SUCCEEDED) };
  expect(outcome('replication-version-skew', well, SYNC)).toBe('pass');
});
