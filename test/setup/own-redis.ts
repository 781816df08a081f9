import { Redis } from 'ioredis';
import { type RedisPart, startRedis } from '../../src/sandbox/parts/redis.ts';

/**
 * A Redis that no other test file uses: a server of its own, or, where REDIS_URL lends one to all, a
 * database of its own. `database` is 1 to 15, another one per test file; it is emptied.
 */
export async function startOwnRedis(database: number): Promise<RedisPart> {
  const part = await startRedis();
  const url = new URL(part.url);
  url.pathname = `/${database}`;
  const redis = new Redis(url.href);
  await redis.flushdb();
  redis.disconnect();
  return { url: url.href, stop: part.stop };
}
