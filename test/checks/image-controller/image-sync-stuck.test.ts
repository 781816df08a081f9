import { expect, test } from 'vitest';
import { finding, outcome } from '../given.ts';
import { EARLIER, IMAGE_SYNC, imageSync, repositoryObject, SYNCING } from '../image-sync-facts.ts';
import { tellsLine } from '../log-lines.ts';

tellsLine('image-sync-stuck', {
  shows: '同步中',
  near: 'syncStatus: Success',
});

const AT = '2026-03-01T03:00:00.000Z';
const twice = (first: number, second: number) => [
  { at: EARLIER, progress: first },
  { at: AT, progress: second },
];

test('no move in two looks, and nobody wrote for two hours', () => {
  const { text, ...found } = finding(
    'image-sync-stuck',
    { 'image-sync': imageSync(SYNCING, { samples: twice(40, 40) }) },
    IMAGE_SYNC,
  );
  expect(text).toContain('stuck at 40 % for 2 h (its time-out is 10 min)');
  expect(found.steps('en').join(' ')).toContain('theriseunion.io/sync-status-');
});

test('it moves: passes', () => {
  expect(
    outcome('image-sync-stuck', { 'image-sync': imageSync(SYNCING, { samples: twice(40, 41) }) }, IMAGE_SYNC),
  ).toBe('pass');
});

test('near miss: its own time-out is not over', () => {
  const object = repositoryObject(SYNCING, { syncTimeoutMs: 3 * 3_600_000 });
  expect(
    outcome(
      'image-sync-stuck',
      { 'image-sync': imageSync(SYNCING, { object, samples: twice(40, 40) }) },
      IMAGE_SYNC,
    ),
  ).toBe('pass');
});
