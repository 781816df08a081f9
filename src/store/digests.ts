/** Summaries of flooded channels in Redis. */
import type { RedisConnection } from '../clients/redis.ts';
import { Digest } from '../engine/trouble.ts';
import { documents } from './documents.ts';
import { parsed } from './format.ts';
import { keysOf, TROUBLE_S } from './keys.ts';

export interface DigestStore {
  read(id: string): Promise<Digest | null>;
  /** The summary this trouble goes into: the one the channel has, else a new one. It ends after `ms` without another. */
  take(channel: string, trouble: string, now: Date, ms: number): Promise<Digest>;
}

export function digestStore(redis: RedisConnection): DigestStore {
  const keys = keysOf(redis);
  const docs = documents<Digest>(
    redis,
    { parse: (key, raw) => parsed(key, raw, Digest), write: JSON.stringify },
    TROUBLE_S,
  );
  return {
    read: (id) => docs.read(keys.digest(id)),
    async take(channel, trouble, now, ms) {
      const own = `dig-${trouble.replace(/^trb-/, '')}`;
      await redis.set(keys.digestIn(channel), own, 'PX', ms, 'NX');
      const id = (await redis.get(keys.digestIn(channel))) ?? own;
      await redis.pexpire(keys.digestIn(channel), ms);
      const fresh: Digest = { version: 1, id, channel, openedAt: now.toISOString(), troubles: [trouble] };
      await docs.add(keys.digest(id), fresh);
      const changed = await docs.change(keys.digest(id), (digest) =>
        digest.troubles.includes(trouble) ? null : { ...digest, troubles: [...digest.troubles, trouble] },
      );
      return changed ?? (await docs.read(keys.digest(id))) ?? fresh;
    },
  };
}
