import { expect, test, vi } from 'vitest';
import { throttled } from '../../src/jobs/throttled.ts';

test('the first goes out when its time has come, those of the same interval become the latest of them', async () => {
  vi.useFakeTimers();
  const out: number[] = [];
  const { call } = throttled<number>({ afterMs: 300, everyMs: 1_000 }, async (value) => void out.push(value));
  call(1);
  await vi.advanceTimersByTimeAsync(200);
  call(2);
  expect(out).toEqual([]);
  await vi.advanceTimersByTimeAsync(100);
  call(3);
  call(4);
  expect(out).toEqual([2]);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(out).toEqual([2, 4]);
  await vi.advanceTimersByTimeAsync(5_000);
  call(5);
  await vi.advanceTimersByTimeAsync(0);
  expect(out).toEqual([2, 4, 5]);
  vi.useRealTimers();
});

test('what ends before its first time never went out', async () => {
  const out: number[] = [];
  const { call, end } = throttled<number>(
    { afterMs: 60_000, everyMs: 1_000 },
    async (value) => void out.push(value),
  );
  call(1);
  await end();
  expect(out).toEqual([]);
});

test('ending waits for the one that runs and drops what waits', async () => {
  const out: number[] = [];
  let release = (): void => {};
  const { call, end } = throttled<number>({ afterMs: 0, everyMs: 5 }, async (value) => {
    await new Promise<void>((done) => {
      release = done;
    });
    out.push(value);
  });
  call(1);
  await new Promise((done) => setTimeout(done, 5));
  call(2);
  const ended = end();
  release();
  await ended;
  call(3);
  expect(out).toEqual([1]);
});
