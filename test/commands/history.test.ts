import { expect, test } from 'vitest';
import history from '../../commands/history.ts';
import { UsageError } from '../../src/engine/command.ts';

const KNOWN = { clusters: [], registries: [], commands: [] };

test('all of it, or about one thing', () => {
  expect(history.parse([], KNOWN)).toEqual({ act: { do: 'history', about: null } });
  expect(history.parse(['shop'], KNOWN)).toEqual({ act: { do: 'history', about: 'shop' } });
  expect(() => history.parse(['shop', 'cart'], KNOWN)).toThrow(UsageError);
});
