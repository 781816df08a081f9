import fc from 'fast-check';
import { expect, test } from 'vitest';
import { labelMatches } from '../../src/engine/label-glob.ts';

test.each([
  ['*', '', true],
  ['*', 'anything', true],
  ['reg*', 'registry', true],
  ['*ry', 'registry', true],
  ['r*s*y', 'registry', true],
  ['r*z*y', 'registry', false],
  ['r?g', 'reg', true],
  ['r?g', 'rg', false],
  ['reg[12]', 'reg2', true],
  ['reg[12]', 'reg3', false],
  ['reg[^12]', 'reg3', true],
  ['reg[1-4]', 'reg3', true],
  ['reg[', 'reg[', false],
  ['reg\\*', 'reg*', true],
  ['reg\\*', 'regx', false],
])('%s and %s: %s', (glob, label, fits) => {
  expect(labelMatches(glob, label)).toBe(fits);
});

test('a label without special characters fits only itself', () => {
  const plain = fc.stringMatching(/^[a-z0-9-]{0,8}$/);
  fc.assert(fc.property(plain, plain, (a, b) => labelMatches(a, b) === (a === b)));
});

test('many stars stay quick', () => {
  expect(labelMatches(`${'a*'.repeat(200)}b`, 'a'.repeat(4000))).toBe(false);
});
