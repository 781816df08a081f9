/** Connections to Redis, each with the patience its user has. */
import { Cluster, type ClusterOptions, Redis, type RedisOptions } from 'ioredis';
import { redisReconnects } from '../metrics/redis.ts';

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

/** One Redis or a Redis Cluster; both take the same commands, but see `keysOf` for what may be in one of them. */
export type RedisConnection = Redis | Cluster;

/** How long a start waits for Redis, milliseconds. */
const START_MS = 10_000;

/** Redis does not answer at its address. The message names the address, never its password. */
export class RedisAway extends Error {
  override readonly name = 'RedisAway';
}

/** What ioredis says of a command that Redis did not take: the same command later may succeed. */
const AWAY =
  /Stream isn't writeable|Connection is closed|Command timed out|max retries per request|ECONNREFUSED|ECONNRESET|EPIPE|^LOADING|^READONLY|^CLUSTERDOWN|^TRYAGAIN|^MASTERDOWN|Too many Cluster redirections|Cluster isn't ready|Failed to refresh slots cache/i;

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
): Promise<RedisConnection> {
  const redis = isCluster(url) ? openCluster(url, use) : new Redis(url, { ...OPTIONS[use], retryStrategy });
  let last: Error | undefined;
  redis.on('error', (error: Error) => {
    last = error;
    onError(error);
  });
  let readied = 0;
  redis.on('ready', () => {
    if (readied++ > 0) redisReconnects.inc({ use });
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

const retryStrategy = (tries: number): number => Math.min(tries * 100, 2_000);

/** Several nodes, separated by commas, or one with `?cluster=true` are where a Redis Cluster is found. */
export function isCluster(url: string): boolean {
  return url.includes(',') || /[?&]cluster=true\b/.test(url);
}

const asGiven: NonNullable<ClusterOptions['dnsLookup']> = (address, done) => done(null, address);

/** User, password and TLS are those of the first; a Cluster has one database. */
function openCluster(url: string, use: RedisUse): Cluster {
  const nodes = url.split(',').map((node) => new URL(node.trim()));
  const [first] = nodes;
  if (!first) throw new Error('a Redis Cluster without a node');
  const { enableOfflineQueue = true, replyMapping: _, ...each }: RedisOptions = OPTIONS[use];
  const isSecret = first.protocol === 'rediss:';
  const redisOptions = {
    ...each,
    ...(first.username === '' ? {} : { username: decodeURIComponent(first.username) }),
    ...(first.password === '' ? {} : { password: decodeURIComponent(first.password) }),
    ...(isSecret ? { tls: {} } : {}),
  };
  const options = {
    redisOptions,
    enableOfflineQueue,
    clusterRetryStrategy: retryStrategy,
    // A certificate is for the name that was given, so names are not resolved beforehand.
    ...(isSecret ? { dnsLookup: asGiven } : {}),
  } satisfies ClusterOptions;
  return new Cluster(
    nodes.map(({ hostname, port }) => ({ host: hostname, port: Number(port || 6379) })),
    options,
  );
}

/** `host:port/db` of a Redis URL, for messages; of a Cluster its nodes. */
export function addressOf(url: string): string {
  if (url.includes(',')) return url.split(',').map(addressOf).join(', ');
  if (!URL.canParse(url)) return 'the address REDIS_URL gives';
  const { hostname, port, pathname } = new URL(url);
  return `${hostname}:${port || 6379}${pathname === '/' ? '' : pathname}`;
}
