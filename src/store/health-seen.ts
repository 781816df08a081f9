/** How the registries were at the last look, for those who may not look themselves: the bot has no rights. */

import { z } from 'zod';
import type { RedisConnection } from '../clients/redis.ts';
import type { HealthSeen } from '../engine/home.ts';
import type { StatusReport } from '../engine/status.ts';
import { parsed, written } from './format.ts';
import { DAY_S, keysOf } from './keys.ts';

const HealthRecord: z.ZodType<HealthSeen> = z.object({
  at: z.string(),
  registries: z
    .array(
      z.object({
        name: z.string(),
        host: z.string(),
        product: z.string(),
        health: z.enum(['down', 'degraded', 'warning', 'healthy', 'unknown']),
        trouble: z.string().nullable(),
      }),
    )
    .readonly(),
});

export interface HealthStore {
  /** A look at all registries; a look at one changes only that one. */
  seen(report: StatusReport): Promise<void>;
  read(): Promise<HealthSeen | null>;
}

export function healthStore(redis: RedisConnection): HealthStore {
  const keys = keysOf(redis);
  async function read(): Promise<HealthSeen | null> {
    const raw = await redis.get(keys.health);
    return raw === null ? null : parsed(keys.health, raw, HealthRecord);
  }
  return {
    read,
    async seen({ at, asked, registries }) {
      const looked = registries.map(({ name, host, product, health, troubles }) => ({
        name,
        host,
        product,
        health,
        trouble: troubles[0]?.says ?? null,
      }));
      const before = asked === undefined ? null : await read();
      const others = (before?.registries ?? []).filter(
        ({ host }) => !looked.some((one) => one.host === host),
      );
      const seen: HealthSeen = { at: before?.at ?? at, registries: [...looked, ...others] };
      await redis.set(keys.health, written(seen), 'EX', 7 * DAY_S);
    },
  };
}
