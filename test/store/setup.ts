/** A connection of its own for a test file. */
import { connectRedis, type RedisConnection } from '../../src/clients/redis.ts';
import { startOwnRedis } from '../setup/own-redis.ts';

export interface TestRedis {
  readonly redis: RedisConnection;
  readonly url: string;
  stop(): Promise<void>;
}

/** `database`: see startOwnRedis. */
export async function startTestRedis(database: number): Promise<TestRedis> {
  const part = await startOwnRedis(database);
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
