import { expect, test } from 'vitest';
import { chartOf, isOlder, TRAPS, trapsOf } from '../../../src/engine/harbor/known-traps.ts';

test.each([
  ['1.9.0', '1.9.1', true],
  ['1.10.0', '1.9.1', false],
  ['2.9.4', '2.10.0', true],
  ['v2.13.1-1fe24a3b', '2.13.1', false],
  ['2.13', '2.13.0', false],
])('%s is older than %s: %s', (version, than, older) => {
  expect(isOlder(version, than)).toBe(older);
});

test('one chart for each minor version', () => {
  expect(['1.9.4', '2.0.0', '2.13.1', '1.5.0'].map(chartOf)).toEqual(['1.2', '1.4', '1.17', null]);
});

test('every trap says what to do and where that is known from, under an id of its own', () => {
  expect(new Set(TRAPS.map(({ id }) => id)).size).toBe(TRAPS.length);
  for (const { says, todo, source } of TRAPS) {
    expect(says).toMatch(/\.$/);
    expect(todo).toMatch(/[.`]$/);
    expect(source).not.toBe('');
  }
});

test('an operator’s habit is told only where an operator is', () => {
  const ids = (installer: string) =>
    trapsOf({ version: '2.13.1', storage: null, installer }).map(({ id }) => id);
  expect(ids('operator')).toEqual(['operator-reverts']);
  expect(ids('manifest')).toEqual([]);
});
