import { Redis } from 'ioredis';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { RedisPart } from '../../src/sandbox/parts/redis.ts';
import { storageLooks } from '../../src/store/storage-looks.ts';
import { startOwnRedis } from '../setup/own-redis.ts';

let part: RedisPart;
let redis: Redis;
beforeAll(async () => {
  part = await startOwnRedis(14);
  redis = new Redis(part.url);
});
beforeEach(() => redis.flushdb());
afterAll(async () => {
  redis.disconnect();
  await part.stop();
});

const at = (day: number, hour = 8): string => new Date(Date.UTC(2026, 0, day, hour)).toISOString();

test('the newest look of an earlier day is what growth is counted from', async () => {
  const looks = storageLooks(redis);
  expect(await looks.last('harbor', new Date(at(3)))).toBeNull();
  await looks.keep('harbor', { at: at(1), projects: { shop: 1 } });
  await looks.keep('harbor', { at: at(2), projects: { shop: 2 } });
  await looks.keep('harbor', { at: at(3), projects: { shop: 3 } });
  expect(await looks.last('harbor', new Date(at(3, 9)))).toEqual({ at: at(2), projects: { shop: 2 } });
  expect(await looks.last('other', new Date(at(3, 9)))).toBeNull();
});

test('on the first day, the first look of that day', async () => {
  const looks = storageLooks(redis);
  await looks.keep('harbor', { at: at(1, 8), projects: { shop: 1 } });
  await looks.keep('harbor', { at: at(1, 9), projects: { shop: 5 } });
  expect(await looks.last('harbor', new Date(at(1, 10)))).toEqual({ at: at(1, 8), projects: { shop: 1 } });
});

test('thirty days are kept, of each the 500 largest projects', async () => {
  const looks = storageLooks(redis);
  const many = Object.fromEntries(Array.from({ length: 600 }, (_, size) => [`p${size}`, size]));
  for (let day = 1; day <= 31; day++) await looks.keep('harbor', { at: at(day), projects: many });
  await looks.keep('harbor', { at: at(32), projects: many });
  const kept = await redis.hgetall('medic:storage-looks:harbor');
  expect(Object.keys(kept)).toHaveLength(30);
  expect(Object.keys(kept)).not.toContain('2026-01-01');
  const look = await looks.last('harbor', new Date(at(33)));
  expect(Object.keys(look?.projects ?? {})).toHaveLength(500);
  expect(look?.projects).not.toHaveProperty('p1');
  expect(await redis.ttl('medic:storage-looks:harbor')).toBeGreaterThan(0);
});
