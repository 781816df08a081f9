import { expect, test } from 'vitest';
import { finding, outcome } from '../given.ts';
import { IMAGE_SYNC, source } from '../image-sync-facts.ts';

test('it names a source that is not there', () => {
  const facts = { 'image-source': { named: 'harbour', source: null, nearest: ['harbor'] } };
  expect(finding('image-source-missing', facts, IMAGE_SYNC).text).toContain(
    '`harbour` that the Repository names does not exist; the nearest is `harbor`',
  );
});

test('a source that is there passes', () => {
  expect(outcome('image-source-missing', { 'image-source': source() }, IMAGE_SYNC)).toBe('pass');
});

test('near miss: one that is there and not connected is another cause', () => {
  expect(
    outcome('image-source-missing', { 'image-source': source({ verifyStatus: 'Failed' }) }, IMAGE_SYNC),
  ).toBe('pass');
});
