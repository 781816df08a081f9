import { expect, test } from 'vitest';
import whySyncFails from '../../commands/why-sync-fails.ts';

const known = { clusters: ['prod', 'staging'], registries: ['harbor.acme.test', 'dr'], commands: [] };
const parse = (...words: readonly string[]) => whySyncFails.parse(words, known);

test('a policy, a Repository, an artifact, or whatever fails', () => {
  expect(parse()).toEqual({ ask: { kind: 'sync' } });
  expect(parse('nightly-to-dr', '--registry', 'DR')).toEqual({
    ask: { kind: 'sync', what: 'nightly-to-dr', registry: 'dr' },
  });
  expect(parse('cart', '-n', 'shop', '--cluster', 'Prod')).toEqual({
    ask: { kind: 'sync', what: 'cart', namespace: 'shop', cluster: 'prod' },
  });
  expect(parse('shop/cart')).toEqual({ ask: { kind: 'sync', what: 'shop/cart' } });
});

test('a Harbor found in a cluster goes by its namespace', () => {
  expect(parse('11', '--registry', 'harbor/core')).toEqual({
    ask: { kind: 'sync', what: '11', registry: 'harbor/core' },
  });
});

test.each([
  [['a', 'b'], /takes one/],
  [['a', '--pod', 'b'], /no option `--pod`/],
  [['a', '--registry'], /needs a value/],
  [['a', '--registry', 'drr'], /no registry `drr`/],
  [['a', '--cluster', 'prd'], /no cluster `prd`/],
  [['x'.repeat(300)], /longer than/],
])('%s is refused with what to type', (words, says) => {
  expect(() => parse(...words)).toThrow(says);
  expect(() => parse(...words)).toThrow(
    expect.objectContaining({ tries: expect.arrayContaining([expect.stringContaining('why-sync-fails')]) }),
  );
});
