/** Where the jobs of a queue lie. */
import type { QueueOptions } from 'bullmq';
import type { RedisConnection } from '../clients/redis.ts';

const MOST_EVENTS = 100;

type Where = Pick<QueueOptions, 'connection' | 'prefix' | 'skipVersionCheck'>;

/**
 * BullMQ's scripts touch several keys of one queue, which a Redis Cluster allows within one slot only: there each
 * queue has a hash tag of its own, so that the queues spread over the nodes
 * (https://docs.bullmq.io/bull/patterns/redis-cluster).
 */
export function onQueue(redis: RedisConnection, name: string): Where {
  return { connection: redis, prefix: redis.isCluster ? `{bull:${name}}` : 'bull', skipVersionCheck: true };
}

/** The same for who fills it. Nobody reads a queue's events, and BullMQ would keep ten thousand: a megabyte each. */
export function fillsQueue(redis: RedisConnection, name: string): Where & Pick<QueueOptions, 'streams'> {
  return { ...onQueue(redis, name), streams: { events: { maxLen: MOST_EVENTS } } };
}
