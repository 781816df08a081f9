import { expect, test } from 'vitest';
import bundle from '../../commands/bundle.ts';

const known = { clusters: ['prod'], registries: ['harbor.acme.test'], commands: [] };
const line = (text: string): readonly string[] => text.split(' ').filter((word) => word !== '');

test.each([
  ['', {}],
  ['harbor', { what: 'harbor' }],
  ['-n harbor --cluster PROD', { what: 'harbor', cluster: 'prod' }],
  ['harbor.acme.test', { what: 'harbor.acme.test' }],
])('%s', (text, question) => {
  expect(bundle.parse(line(text), known)).toEqual({ ask: { kind: 'bundle', ...question } });
});

test.each([
  ['harbor shop', /takes one registry or namespace/],
  ['--all', /knows no option `--all`/],
  ['--cluster prd', /I know no cluster `prd`/],
])('%s is refused with what to type', (text, says) => {
  expect(() => bundle.parse(line(text), known)).toThrow(says);
});
