import { expect, test } from 'vitest';
import { nearest } from '../../src/engine/nearest.ts';

test('slips of the finger and missing endings are found, nearest first', () => {
  expect(nearest('prod', ['staging', 'prd', 'prod-eu', 'prod'])).toEqual(['prod', 'prd', 'prod-eu']);
  expect(nearest('why', ['help', 'status', 'why-pull-fails'])[0]).toBe('why-pull-fails');
  expect(nearest('statsu', ['help', 'status'])).toEqual(['status']);
});

test('names with nothing in common are not offered', () => {
  expect(nearest('payments', ['cart', 'web'])).toEqual([]);
});
