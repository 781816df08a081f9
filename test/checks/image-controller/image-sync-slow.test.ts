import { expect, test } from 'vitest';
import { finding, outcome } from '../given.ts';
import { IMAGE_SYNC, imageSync, SYNCING } from '../image-sync-facts.ts';

const minute = (first: number, second: number) => ({
  'image-sync': imageSync(
    { ...SYNCING, progress: second },
    {
      samples: [
        { at: '2026-03-01T02:59:00Z', progress: first },
        { at: '2026-03-01T03:00:00Z', progress: second },
      ],
    },
  ),
});

test('one percent a minute with sixty to go', () => {
  expect(finding('image-sync-slow', minute(39, 40), IMAGE_SYNC).text).toContain(
    'slow, not stuck: 1 % per minute, 60 min to go',
  );
});

test('fast enough passes', () => {
  expect(outcome('image-sync-slow', minute(20, 40), IMAGE_SYNC)).toBe('pass');
});

test('near miss: no move is no rate', () => {
  expect(outcome('image-sync-slow', minute(40, 40), IMAGE_SYNC)).toBe('pass');
});
