import { expect, test } from 'vitest';
import whyPushFails from '../../commands/why-push-fails.ts';
import { UsageError } from '../../src/engine/command.ts';

const KNOWN = { clusters: [], registries: [], commands: [] };
const parse = (...typed: readonly string[]) => whyPushFails.parse(typed, KNOWN);

test.each([
  [['harbor.acme.test/shop/cart:1'], { image: 'harbor.acme.test/shop/cart:1' }],
  [['https://harbor.acme.test/shop/cart:1/'], { image: 'harbor.acme.test/shop/cart:1' }],
  [
    ['harbor.acme.test/shop/cart:1', 'denied:', '--not', 'an', 'option'],
    { image: 'harbor.acme.test/shop/cart:1', text: 'denied: --not an option' },
  ],
])('%j is read', (typed, question) => {
  expect(parse(...typed)).toEqual({ ask: { kind: 'push', ...question } });
});

test('secrets pasted along with the error are not kept', () => {
  const { ask } = parse('a/b:1', 'Authorization:', 'Bearer', 'abcdefghijk', 'password=hunter22') as {
    ask: { text: string };
  };
  expect(ask.text).toBe('Authorization: Bearer ••• password=•••');
});

test('a long log is cut', () => {
  const { ask } = parse('a/b:1', 'x'.repeat(50_000)) as { ask: { text: string } };
  expect(ask.text).toHaveLength(3_000);
});

test.each([[[]], [['--help-me']], [['x'.repeat(600)]]])('%j is refused with an example', (typed) => {
  try {
    parse(...typed);
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    expect((error as UsageError).tries[0]).toMatch(/^\/registry why-push-fails \S+\/\S+:/);
  }
});
