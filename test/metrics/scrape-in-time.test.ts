import { Gauge } from 'prom-client';
import { expect, test } from 'vitest';
import { registry } from '../../src/metrics/registry.ts';
import { readAtScrape, scrape } from '../../src/metrics/scrape.ts';
import { readScrape } from './scraped.ts';

const told = new Gauge({ name: 'told_of_a_test', help: 'x', labelNames: ['of'], registers: [registry] });
const forget = (): void => told.reset();
const numbers = async () => readScrape((await scrape()).text);

test('what is read is told, and no more once its reader is gone', async () => {
  const over = readAtScrape({ forget, read: async () => () => told.set({ of: 'a' }, 7) });
  expect((await numbers()).sum('told_of_a_test')).toBe(7);
  expect((await numbers()).sum('registry_medic_redis_up')).toBe(1);
  over();
  expect((await numbers()).sum('told_of_a_test')).toBeNull();
  expect((await numbers()).sum('registry_medic_redis_up')).toBeNull();
});

test('one that fails: what the others read is told; only when nobody gets an answer is Redis away', async () => {
  const over = [
    readAtScrape({ forget, read: async () => () => told.set({ of: 'a' }, 7) }),
    readAtScrape({ forget: () => {}, read: () => Promise.reject(new Error('away')) }),
  ];
  const seen = await numbers();
  expect(seen.sum('told_of_a_test')).toBe(7);
  expect(seen.sum('registry_medic_redis_up')).toBe(1);
  over[0]?.();
  expect((await numbers()).sum('registry_medic_redis_up')).toBe(0);
  over[1]?.();
});

test('one that hangs holds a scrape up for a second at most, and is not asked again before it answered', async () => {
  let asked = 0;
  const open = Promise.withResolvers<() => void>();
  const over = readAtScrape({
    forget,
    read: () => {
      asked += 1;
      return open.promise;
    },
  });
  told.set({ of: 'stale' }, 1);
  const started = performance.now();
  expect((await numbers()).sum('told_of_a_test')).toBeNull();
  // It never answers by itself: one that waited for it would not be here.
  expect(performance.now() - started).toBeLessThan(20_000);
  expect((await numbers()).sum('registry_medic_redis_up')).toBe(0);
  expect(asked).toBe(1);
  open.resolve(() => told.set({ of: 'late' }, 1));
  await open.promise;
  await new Promise((done) => setImmediate(done));
  expect((await numbers()).sum('registry_medic_redis_up')).toBe(1);
  expect(asked).toBe(2);
  over();
});
