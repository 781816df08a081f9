/** Which messages of an incident are in Slack, and who is posting one just now. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { RedisConnection } from '../clients/redis.ts';
import { parsed, written } from './format.ts';
import { INCIDENT_S, keysOf } from './keys.ts';

const Post = z.discriminatedUnion('is', [
  /** Somebody set out to post it; whether Slack took it is not known yet. */
  z.object({ is: z.literal('tried'), at: z.string() }),
  z.object({
    is: z.literal('posted'),
    /** Slack's timestamp, its id in the channel; null where Slack gives none (answers to one person). */
    ts: z.string().nullable(),
    /** Digest of what it shows, so that nothing is edited into what it already is. */
    shows: z.string(),
  }),
]);
export type Post = z.infer<typeof Post>;

export interface PostStore {
  read(incident: string, slot: string): Promise<Post | null>;
  /** By slot. */
  all(incident: string): Promise<ReadonlyMap<string, Post>>;
  write(incident: string, slot: string, post: Post): Promise<void>;
  forget(incident: string, slot: string): Promise<void>;
  /** The right to post this message, for `ms`; null while another has it. Let go with the token. */
  claim(incident: string, slot: string, ms: number): Promise<string | null>;
  release(incident: string, slot: string, token: string): Promise<void>;
}

const RELEASE = `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0`;

export function postStore(redis: RedisConnection): PostStore {
  const keys = keysOf(redis);
  return {
    async read(incident, slot) {
      const raw = await redis.hget(keys.posts(incident), slot);
      return raw === null ? null : parsed(keys.posts(incident), raw, Post);
    },
    async all(incident) {
      const key = keys.posts(incident);
      const raws = await redis.hgetall(key);
      return new Map(Object.entries(raws).map(([slot, raw]) => [slot, parsed(key, raw, Post)]));
    },
    async write(incident, slot, post) {
      const key = keys.posts(incident);
      await redis.multi().hset(key, slot, written(post)).expire(key, INCIDENT_S).exec();
    },
    async forget(incident, slot) {
      await redis.hdel(keys.posts(incident), slot);
    },
    async claim(incident, slot, ms) {
      const token = randomUUID();
      return (await redis.set(keys.claim(incident, slot), token, 'PX', ms, 'NX')) === null ? null : token;
    },
    async release(incident, slot, token) {
      await redis.eval(RELEASE, 1, keys.claim(incident, slot), token);
    },
  };
}
