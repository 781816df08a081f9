import { expect, test } from 'vitest';
import unfreeze from '../../commands/unfreeze.ts';
import { UsageError } from '../../src/engine/command.ts';

const KNOWN = { clusters: ['prod', 'test'], registries: [], commands: [] };

test('the freeze of everything, or of one cluster', () => {
  expect(unfreeze.parse([], KNOWN)).toEqual({ act: { do: 'unfreeze', where: '*' } });
  expect(unfreeze.parse(['test'], KNOWN)).toEqual({ act: { do: 'unfreeze', where: 'test' } });
});

test('a misspelt cluster is told, with the nearest', () => {
  const parse = () => unfreeze.parse(['prdo'], KNOWN);
  expect(parse).toThrow(UsageError);
  expect(parse).toThrow(/`prdo`/);
});
