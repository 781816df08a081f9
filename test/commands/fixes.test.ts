import { expect, test } from 'vitest';
import fixes from '../../commands/fixes.ts';
import { UsageError } from '../../src/engine/command.ts';

const KNOWN = { clusters: [], registries: [], commands: [] };

test('takes nothing after it', () => {
  expect(fixes.parse([], KNOWN)).toEqual({ act: { do: 'fixes' } });
  expect(() => fixes.parse(['shop'], KNOWN)).toThrow(UsageError);
});
