import { expect, test } from 'vitest';
import sweep from '../../commands/sweep.ts';

const known = { clusters: ['prod', 'staging'], registries: [], commands: [] };
const line = (text: string): readonly string[] => text.split(' ').filter((word) => word !== '');

test.each([
  ['', {}],
  ['shop', { namespace: 'shop' }],
  ['-n shop', { namespace: 'shop' }],
  ['shop --cluster staging', { namespace: 'shop', cluster: 'staging' }],
  ['--cluster=PROD', { cluster: 'prod' }],
  ['staging', { cluster: 'staging' }],
  ['staging -n shop', { cluster: 'staging', namespace: 'shop' }],
  ['prod --cluster staging', { cluster: 'staging', namespace: 'prod' }],
])('%s', (text, question) => {
  expect(sweep.parse(line(text), known)).toEqual({ ask: { kind: 'sweep', ...question } });
});

test.each([
  ['shop billing', /takes one namespace/],
  ['shop/cart-0', /no name a namespace can have/],
  ['--cluster prd', /I know no cluster `prd`/],
  ['--deep', /knows no option `--deep`/],
  ['-n', /needs a value/],
])('%s is refused with what to type', (text, says) => {
  expect(() => sweep.parse(line(text), known)).toThrow(says);
});
