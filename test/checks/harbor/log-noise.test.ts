import { expect, test } from 'vitest';
import { finding, outcome } from '../given.ts';
import { installation, log, logs } from '../installations.ts';

const ID = 'log-noise';
const NOISE =
  '[ERROR] [/common/config/config.go:1]: failed to get key admiral_url, error: the configure value is not set';

test('noise is counted and named', () => {
  const facts = { 'component-logs': logs(log('core', 'current', NOISE, NOISE, 'ready')) };
  expect(finding(ID, facts, installation())).toMatchObject({
    text: '2 lines in the log of core look like trouble and are harmless noise.',
    data: { count: 2, components: ['core'] },
  });
});

test('a quiet log passes', () => {
  expect(outcome(ID, { 'component-logs': logs(log('core', 'current', 'ready')) }, installation())).toBe(
    'pass',
  );
});

test('near miss: another key that is not set is no noise', () => {
  const other = NOISE.replace('admiral_url', 'core_secret');
  expect(outcome(ID, { 'component-logs': logs(log('core', 'current', other)) }, installation())).toBe('pass');
});

test('near miss: requests that were served look like no trouble', () => {
  const lines = [
    '10.244.0.1 - - "GET /harbor/projects HTTP/1.1" 200 612',
    'level=info msg="response completed" http.request.method=GET http.response.status=206',
  ];
  expect(outcome(ID, { 'component-logs': logs(log('portal', 'current', ...lines)) }, installation())).toBe(
    'pass',
  );
});
