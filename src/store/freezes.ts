/** Freezes in Redis. Read before every plan, press and write. */

import { z } from 'zod';
import type { RedisConnection } from '../clients/redis.ts';
import type { Freeze } from '../engine/freeze.ts';
import { parsed, written } from './format.ts';
import { keysOf } from './keys.ts';

export interface FreezeStore {
  freeze(freeze: Freeze): Promise<void>;
  /** False when nothing was frozen there. */
  unfreeze(where: string): Promise<boolean>;
  all(): Promise<readonly Freeze[]>;
  /** The freeze that stops writes to this cluster, or (null) to registries alone. */
  over(cluster: string | null): Promise<Freeze | null>;
}

const Shape: z.ZodType<Freeze> = z.object({
  where: z.string(),
  by: z.string(),
  at: z.string(),
  why: z.string(),
});

export const EVERYWHERE = '*';

export function freezeStore(redis: RedisConnection): FreezeStore {
  const keys = keysOf(redis);
  const read = (raw: string): Freeze => parsed(keys.frozen, raw, Shape);
  return {
    async freeze(freeze) {
      await redis.hset(keys.frozen, freeze.where, written(freeze));
    },
    async unfreeze(where) {
      return (await redis.hdel(keys.frozen, where)) === 1;
    },
    async all() {
      return Object.values(await redis.hgetall(keys.frozen)).map(read);
    },
    async over(cluster) {
      const raws = await redis.hmget(keys.frozen, EVERYWHERE, cluster ?? EVERYWHERE);
      const raw = raws.find((one) => one !== null);
      return raw === undefined || raw === null ? null : read(raw);
    },
  };
}
