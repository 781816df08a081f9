import { expect, test } from 'vitest';
import scanLogs from '../../commands/scan-logs.ts';

const known = { clusters: ['prod', 'staging'], registries: [], commands: [] };
const line = (text: string): readonly string[] => text.split(' ').filter((word) => word !== '');

test.each([
  ['core', { what: 'core' }],
  ['core --since 90s', { what: 'core', sinceSeconds: 90 }],
  ['core --since=2d', { what: 'core', sinceSeconds: 172_800 }],
  ['harbor/jobservice --previous', { what: 'harbor/jobservice', which: 'previous' }],
  ['core -n harbor --cluster staging', { what: 'core', namespace: 'harbor', cluster: 'staging' }],
  ['-n harbor', { what: 'harbor' }],
  ['harbor-core-7d9f8-x2lbq -p', { what: 'harbor-core-7d9f8-x2lbq', which: 'previous' }],
])('%s', (text, question) => {
  expect(scanLogs.parse(line(text), known)).toEqual({ ask: { kind: 'scan-logs', ...question } });
});

test.each([
  ['', /whose logs/],
  ['core registry', /takes one component/],
  ['core --since soon', /no length of time/],
  ['core --since 0h', /no length of time/],
  ['core --follow', /knows no option `--follow`/],
  ['core --cluster prd', /I know no cluster `prd`/],
  ['https://x/y', /no name/],
])('%s is refused with what to type', (text, says) => {
  expect(() => scanLogs.parse(line(text), known)).toThrow(says);
});
