import { expect, test, vi } from 'vitest';
import { throttled } from '../../src/jobs/throttled.ts';

test('the first goes out at once, those of the same interval become the latest of them', async () => {
  vi.useFakeTimers();
  const out: number[] = [];
  const { call } = throttled<number>(1_000, async (value) => void out.push(value));
  call(1);
  await vi.advanceTimersByTimeAsync(10);
  call(2);
  call(3);
  expect(out).toEqual([1]);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(out).toEqual([1, 3]);
  vi.useRealTimers();
});

test('ending waits for the one that runs and drops what waits', async () => {
  const out: number[] = [];
  let release = (): void => {};
  const { call, end } = throttled<number>(5, async (value) => {
    await new Promise<void>((done) => {
      release = done;
    });
    out.push(value);
  });
  call(1);
  call(2);
  const ended = end();
  release();
  await ended;
  call(3);
  expect(out).toEqual([1]);
});
