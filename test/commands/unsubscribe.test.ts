import { expect, test } from 'vitest';
import unsubscribe from '../../commands/unsubscribe.ts';
import { UsageError } from '../../src/engine/command.ts';

const KNOWN = { clusters: ['prod', 'staging'], registries: [], commands: [] };

test('alone; less is said by subscribing anew', () => {
  expect(unsubscribe.parse([], KNOWN)).toEqual({ act: { do: 'unsubscribe' } });
  expect(() => unsubscribe.parse(['shop'], KNOWN)).toThrow(UsageError);
});
