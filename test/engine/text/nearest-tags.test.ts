import { expect, test } from 'vitest';
import { nearestTags } from '../../../src/engine/text/nearest-tags.ts';

test('the same version written otherwise comes first', () => {
  expect(nearestTags('v1.24.0', ['1.23.9', '1.24.0', '1.24.1'])[0]).toBe('1.24.0');
});

test('of the same flavour, the nearest version first and the newer of equals', () => {
  const tags = ['1.27-alpine', '1.26-alpine', '1.27', '1.25-alpine', 'latest', 'stable-alpine'];
  expect(nearestTags('1.28-alpine', tags).slice(0, 3)).toEqual(['1.27-alpine', '1.26-alpine', '1.25-alpine']);
});

test('words are compared by spelling', () => {
  expect(nearestTags('lastest', ['stable', 'latest', 'main'])).toEqual(['latest']);
});

test('at most five, none of them a signature, and nothing for nothing', () => {
  const many = Array.from({ length: 50 }, (_, at) => `1.${at}.0`);
  expect(nearestTags('1.50.0', many)).toEqual(['1.49.0', '1.48.0', '1.47.0', '1.46.0', '1.45.0']);
  expect(nearestTags('1', [`sha256-${'a'.repeat(64)}.sig`])).toEqual([]);
  expect(nearestTags('1', [])).toEqual([]);
});

test('twenty thousand tags are no trouble', () => {
  const many = Array.from({ length: 20_000 }, (_, at) => `build-${at}-${'f'.repeat(60)}`);
  expect(nearestTags('build-19999', many).length).toBeLessThanOrEqual(5);
});
