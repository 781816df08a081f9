/** A connection of its own for a test file. */
import type { Redis } from 'ioredis';
import { connectRedis } from '../../src/clients/redis.ts';
import { type RedisPart, startRedis } from '../../src/sandbox/parts/redis.ts';

export interface TestRedis {
  readonly redis: Redis;
  readonly url: string;
  stop(): Promise<void>;
}

export async function startTestRedis(): Promise<TestRedis> {
  const part: RedisPart = await startRedis();
  const redis = await connectRedis(part.url, 'requests', () => {});
  return {
    redis,
    url: part.url,
    async stop() {
      redis.disconnect();
      await part.stop();
    },
  };
}
