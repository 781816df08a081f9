import { expect, test } from 'vitest';
import help from '../../commands/help.ts';
import status from '../../commands/status.ts';
import whyPullFails from '../../commands/why-pull-fails.ts';
import { UsageError } from '../../src/engine/command.ts';
import { interpret } from '../../src/engine/interpret.ts';

const known = { clusters: ['prod'], registries: [], commands: [help, status, whyPullFails] };

test('the first word is the verb, in any case; none at all asks for help', () => {
  expect(interpret(['STATUS'], known)).toEqual({ ask: { kind: 'status' } });
  expect(interpret([], known)).toMatchObject({ reply: { kind: 'help' } });
  expect(interpret(['--help'], known)).toMatchObject({ reply: { kind: 'help' } });
});

function usage(words: readonly string[]): UsageError {
  try {
    interpret(words, known);
  } catch (error) {
    if (error instanceof UsageError) return error;
  }
  throw new Error('no usage error');
}

test('an unknown verb names the verbs and the nearest, with the rest of the words', () => {
  const error = usage(['why-pul-fails', 'shop/cart-0']);
  expect(error.message).toContain('`why-pull-fails`');
  expect(error.tries[0]).toBe('/registry why-pull-fails shop/cart-0');
});

test('a subject without a verb is most likely asked why it fails', () => {
  expect(usage(['shop/cart-0']).tries[0]).toBe('/registry why-pull-fails shop/cart-0');
  expect(usage(['harbor.acme.test/cart:1']).tries[0]).toBe(
    '/registry why-pull-fails harbor.acme.test/cart:1',
  );
});

test('what was pasted for a verb is not repeated whole', () => {
  expect(usage(['a'.repeat(10_000)]).message.length).toBeLessThan(200);
});
