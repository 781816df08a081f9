import { expect, test } from 'vitest';
import { isMeantAsLength, secondsTyped } from '../../src/engine/duration-typed.ts';

test.each([
  ['90s', 90],
  ['30m', 1_800],
  ['1H', 3_600],
  ['2d', 172_800],
  ['0m', null],
  ['1w', null],
  ['1h30m', null],
  ['shop', null],
  ['', null],
])('%s', (typed, seconds) => expect(secondsTyped(typed)).toBe(seconds));

test.each(['90', '1.5h', '1h30m', '2weeks', '1w', '10min'])('%s was meant as a length', (typed) =>
  expect(isMeantAsLength(typed)).toBe(true),
);

test.each(['shop', '2048-game', '7zip', '10.0.0.1', 'cart-0'])('%s was not', (typed) =>
  expect(isMeantAsLength(typed)).toBe(false),
);
