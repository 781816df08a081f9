import { expect, test } from 'vitest';
import mute from '../../commands/mute.ts';
import { UsageError } from '../../src/engine/command.ts';

const KNOWN = { clusters: ['prod', 'staging'], registries: [], commands: [] };

const HOUR = 3_600;

test.each([
  [[], HOUR, null],
  [['30m'], HOUR / 2, null],
  [['2d', 'staging'], 48 * HOUR, 'staging'],
  [['7d'], 7 * 24 * HOUR, null],
  [['shop/cart-0'], HOUR, 'shop/cart-0'],
  [['1H', 'shop-*'], HOUR, 'shop-*'],
  [['shop', '2h'], 2 * HOUR, 'shop'],
  [['2048-game'], HOUR, '2048-game'],
])('%j', (typed, seconds, subject) => {
  expect(mute.parse(typed, KNOWN)).toEqual({ act: { do: 'mute', seconds, subject } });
});

test.each([
  [['8d'], /at most 7 days/],
  [['1h', 'a', 'b'], /one subject/],
  [['0m'], /`0m` is no length of time/],
  [['90'], /`90` is no length/],
  [['1.5h', 'shop'], /`1\.5h` is no length/],
  [['1h30m'], /no length/],
  [['2weeks'], /no length/],
  [['--for', '1h'], /no option `--for`/],
])('%j is told what to write', (typed, says) => {
  expect(() => mute.parse(typed, KNOWN)).toThrow(UsageError);
  expect(() => mute.parse(typed, KNOWN)).toThrow(says);
});
