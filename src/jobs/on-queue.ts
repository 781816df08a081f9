/** Where the jobs of a queue lie. */
import type { QueueOptions } from 'bullmq';
import type { RedisConnection } from '../clients/redis.ts';

/**
 * BullMQ's scripts touch several keys of one queue, which a Redis Cluster allows within one slot only: there each
 * queue has a hash tag of its own, so that the queues spread over the nodes
 * (https://docs.bullmq.io/bull/patterns/redis-cluster).
 */
export function onQueue(
  redis: RedisConnection,
  name: string,
): Pick<QueueOptions, 'connection' | 'prefix' | 'skipVersionCheck'> {
  return { connection: redis, prefix: redis.isCluster ? `{bull:${name}}` : 'bull', skipVersionCheck: true };
}
