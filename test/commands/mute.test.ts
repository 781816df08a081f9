import { expect, test } from 'vitest';
import mute from '../../commands/mute.ts';
import { UsageError } from '../../src/engine/command.ts';

const KNOWN = { clusters: ['prod', 'staging'], registries: [], commands: [] };

test.each([
  [[], 60, null],
  [['30m'], 30, null],
  [['2d', 'staging'], 2880, 'staging'],
  [['shop/cart-0'], 60, 'shop/cart-0'],
  [['1H', 'shop-*'], 60, 'shop-*'],
  [['0m'], 1, null],
])('%j', (typed, minutes, subject) => {
  expect(mute.parse(typed, KNOWN)).toEqual({ act: { do: 'mute', minutes, subject } });
});

test.each([[['31d']], [['1h', 'a', 'b']], [['<@U1>']]])('%j is told what to write', (typed) => {
  expect(() => mute.parse(typed, KNOWN)).toThrow(UsageError);
});
