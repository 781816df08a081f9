/** Looks at storage in Redis: one per registry and day, the last thirty days of them. */

import { z } from 'zod';
import { connectRedis, type RedisConnection } from '../clients/redis.ts';
import type { StorageLook, StorageLooks } from '../engine/storage-looks.ts';
import { parsed, written } from './format.ts';
import { keysOf, LOOKS_S } from './keys.ts';

/** Days kept for each registry. */
const DAYS = 30;
/** Projects of one look, the largest first. */
const PROJECTS = 500;

const Shape: z.ZodType<StorageLook> = z.object({
  at: z.string(),
  projects: z.record(z.string(), z.number()),
});

export function storageLooks(redis: RedisConnection): StorageLooks {
  const keys = keysOf(redis);
  return {
    async last(registry, now) {
      const days = (await redis.hkeys(keys.storageLooks(registry))).toSorted();
      const today = dayOf(now.toISOString());
      const day = days.findLast((one) => one < today) ?? days.find((one) => one === today);
      const raw = day === undefined ? null : await redis.hget(keys.storageLooks(registry), day);
      return raw === null ? null : parsed(keys.storageLooks(registry), raw, Shape);
    },
    async keep(registry, { at, projects }) {
      const key = keys.storageLooks(registry);
      const largest = Object.entries(projects).toSorted(([, a], [, b]) => b - a);
      const bounded = { at, projects: Object.fromEntries(largest.slice(0, PROJECTS)) };
      await redis.hsetnx(key, dayOf(at), written(bounded));
      const old = (await redis.hkeys(key)).toSorted().slice(0, -DAYS);
      if (old.length > 0) await redis.hdel(key, ...old);
      await redis.expire(key, LOOKS_S);
    },
  };
}

/** How long a Redis that is away may hold up a terminal, milliseconds. */
const REDIS_MS = 1_000;

/**
 * The same for who looks once and goes: connects when it is asked, and leaves nothing open. Its calls throw
 * RedisAway, which names the address and never the password.
 */
export function passingStorageLooks(redisUrl: string): StorageLooks {
  const within = async <T>(work: (looks: StorageLooks) => Promise<T>): Promise<T> => {
    const redis = await connectRedis(redisUrl, 'requests', () => {}, REDIS_MS);
    return work(storageLooks(redis)).finally(() => redis.disconnect());
  };
  return {
    last: (registry, now) => within((looks) => looks.last(registry, now)),
    keep: (registry, look) => within((looks) => looks.keep(registry, look)),
  };
}

function dayOf(iso: string): string {
  return iso.slice(0, 10);
}
