import { expect, test } from 'vitest';
import { artifactIn, firstErrorIn, plainResource, wordsOf } from '../../../src/engine/harbor/task-error.ts';

const INFO = '2026-03-01T01:00:00Z [INFO] [/transfer.go:1]: copying shop/cart:[1](source registry)';
const FIRST = '2026-03-01T01:00:01Z [ERROR] [/transfer.go:2]: dial tcp: no such host';
const LATER = '2026-03-01T01:00:02Z [ERROR] [/transfer.go:3]: failed to copy';

test('the first error counts, not what comes of it', () => {
  expect(firstErrorIn([INFO, FIRST, LATER])).toBe(FIRST);
  expect(wordsOf(FIRST)).toBe('dial tcp: no such host');
});

test('a log without levels, and one without errors', () => {
  expect(firstErrorIn([INFO, 'failed404 tag unknown'])).toBe('failed404 tag unknown');
  expect(firstErrorIn([INFO])).toBeNull();
});

test.each([
  ['shop/cart:[1.8.1]', { project: 'shop', repository: 'cart', tag: '1.8.1' }],
  ['shop/teams/api:1', { project: 'shop', repository: 'teams/api', tag: '1' }],
  ['shop/cart', null],
])('%s', (resource, name) => {
  expect(artifactIn(resource)).toEqual(name);
});

test('one tag loses its brackets, several keep them', () => {
  expect(plainResource('shop/cart:[1.8.1]')).toBe('shop/cart:1.8.1');
  expect(plainResource('shop/cart:[1,2]')).toBe('shop/cart:[1,2]');
});
