/** Connections to Redis, each with the patience its user has. */
import { Redis, type RedisOptions } from 'ioredis';

/**
 * `requests`: somebody waits for the answer, so a Redis that is away fails at once.
 * `worker`: a queue's worker waits for work, so it waits for Redis as long as it takes
 * (BullMQ refuses any other setting: its blocking reads must never give up).
 */
export type RedisUse = 'requests' | 'worker';

const OPTIONS = {
  requests: {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    commandTimeout: 2_000,
    connectTimeout: 2_000,
  },
  worker: { maxRetriesPerRequest: null, connectTimeout: 5_000 },
} as const satisfies Record<RedisUse, RedisOptions>;

/** How long a start waits for Redis, milliseconds. */
const START_MS = 10_000;

/** Redis does not answer at its address. The message names the address, never its password. */
export class RedisAway extends Error {
  override readonly name = 'RedisAway';
}

/** What ioredis says of a command that Redis did not take: the same command later may succeed. */
const AWAY =
  /Stream isn't writeable|Connection is closed|Command timed out|max retries per request|ECONNREFUSED|ECONNRESET|EPIPE|^LOADING|^READONLY/i;

/** Whether this failure, or what caused it, is only that Redis was away. */
export function isRedisAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return AWAY.test(error.message) || isRedisAway(error.cause);
}

/** Connects and waits until commands are taken. Throws RedisAway after ten seconds. */
export async function connectRedis(
  url: string,
  use: RedisUse,
  onError: (error: Error) => void,
  waitMs: number = START_MS,
): Promise<Redis> {
  const redis = new Redis(url, {
    ...OPTIONS[use],
    retryStrategy: (tries: number) => Math.min(tries * 100, 2_000),
  });
  let last: Error | undefined;
  redis.on('error', (error: Error) => {
    last = error;
    onError(error);
  });
  const came = await new Promise<boolean>((done) => {
    const late = setTimeout(() => done(false), waitMs);
    redis.once('ready', () => {
      clearTimeout(late);
      done(true);
    });
  });
  if (came) return redis;
  redis.disconnect();
  throw new RedisAway(`Redis at ${addressOf(url)} does not answer: ${last?.message ?? 'no connection'}`, {
    cause: last,
  });
}

/** `host:port/db` of a Redis URL, for messages. */
export function addressOf(url: string): string {
  if (!URL.canParse(url)) return 'the address REDIS_URL gives';
  const { hostname, port, pathname } = new URL(url);
  return `${hostname}:${port || 6379}${pathname === '/' ? '' : pathname}`;
}
