import { expect, test } from 'vitest';
import whySlow from '../../commands/why-slow.ts';

const known = { clusters: ['prod'], registries: [], commands: [] };

test.each([
  ['shop/cart-0', { namespace: 'shop', what: 'cart-0' }],
  [
    'deploy/cart -n shop --cluster prod',
    { namespace: 'shop', cluster: 'prod', workload: 'deployment', what: 'cart' },
  ],
  ['harbor.acme.test/shop/cart:1', { what: 'harbor.acme.test/shop/cart:1' }],
])('%s', (text, question) => {
  expect(whySlow.parse(text.split(' '), known)).toEqual({ ask: { kind: 'slow', ...question } });
});

test.each([
  [[], /Name a pod/],
  [['cart-0', '--deep'], /`why-slow` knows no option `--deep`/],
  [['cart-0', '--cluster', 'prd'], /I know no cluster `prd`/],
])('%s is refused in its own name', (typed, says) => {
  expect(() => whySlow.parse(typed, known)).toThrow(says);
});
