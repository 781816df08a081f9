import { Redis } from 'ioredis';
import { provide } from '../../src/sandbox/parts/provide.ts';
import { type RedisPart, startRedis, startRedisServer } from '../../src/sandbox/parts/redis.ts';

/**
 * A Redis that no other test file uses: a server of its own even where REDIS_URL names one; where no program
 * is here to be started, `database` (1 to 15, emptied) of what startRedis finds.
 */
export async function startOwnRedis(database: number): Promise<RedisPart> {
  const program = await provide('redis').catch(() => null);
  const part = program === null ? await startRedis() : await startRedisServer(program);
  const url = new URL(part.url);
  url.pathname = `/${database}`;
  const redis = new Redis(url.href);
  await redis.flushdb();
  redis.disconnect();
  return { url: url.href, stop: part.stop };
}
