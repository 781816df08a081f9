import { expect, test } from 'vitest';
import { quantityOf } from '../../../src/engine/kubernetes/quantity.ts';

test.each([
  ['0', 0],
  ['250m', 0.25],
  ['1', 1],
  ['1.5Gi', 1.5 * 1024 ** 3],
  ['512Mi', 512 * 1024 ** 2],
  ['100k', 100_000],
  ['1e3', 1000],
  ['2E', 2e18],
  ['12Ei', 12 * 1024 ** 6],
])('%s', (text, value) => {
  expect(quantityOf(text)).toBeCloseTo(value, 9);
});

test.each(['', 'Gi', '5 Gi', '5GiB', '1K', 'much', null, undefined])('%s is no quantity', (text) => {
  expect(quantityOf(text)).toBeNull();
});
