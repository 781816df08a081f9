import { expect, test } from 'vitest';
import { tokenBucket } from '../../../src/bot/webhooks/token-bucket.ts';

test('so many at once, then so many a second; the wait that is told is enough', () => {
  const bucket = tokenBucket({ atOnce: 3, perSecond: 2 });
  expect([0, 0, 0, 0].map((at) => bucket.take(at))).toEqual([0, 0, 0, 1]);
  expect(bucket.take(499)).toBe(1);
  expect(bucket.take(1_000)).toBe(0);
  expect(bucket.take(1_000)).toBe(0);
  expect(bucket.take(1_000)).toBe(1);
});

test('rest is not saved up without end', () => {
  const bucket = tokenBucket({ atOnce: 2, perSecond: 100 });
  bucket.take(0);
  expect([1, 2, 3].map(() => bucket.take(3_600_000))).toEqual([0, 0, 1]);
});

test('a clock that stands still or goes back gives nothing', () => {
  const bucket = tokenBucket({ atOnce: 1, perSecond: 0.1 });
  expect([bucket.take(1_000), bucket.take(0), bucket.take(500)]).toEqual([0, 10, 10]);
});
