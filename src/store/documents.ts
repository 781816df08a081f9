/** JSON documents in Redis that are changed by compare-and-set: several processes may want to at once. */
import type { RedisConnection } from '../clients/redis.ts';

/** Sets the key only while it still holds what was read. */
const SWAP = `if redis.call('GET', KEYS[1]) == ARGV[1] then
  redis.call('SET', KEYS[1], ARGV[2], 'EX', ARGV[3]) return 1 else return 0 end`;

/** More rivals than there can be for one document: fifty people pressing one button in the same second. */
const MOST_TRIES = 200;

export interface Documents<T> {
  /** `known` when the key is taken. */
  add(key: string, value: T): Promise<'added' | 'known'>;
  read(key: string): Promise<T | null>;
  /**
   * Changes a document as long as nobody else changes it meanwhile, else tries again with what they wrote.
   * `change` returns null to leave it; then the answer is null too.
   */
  change(key: string, change: (value: T) => T | null): Promise<T | null>;
}

/** `parse` throws for what is none of ours. `ttlS`: seconds until a document that nobody changes is gone. */
export function documents<T>(
  redis: RedisConnection,
  codec: { readonly parse: (key: string, raw: string) => T; readonly write: (value: T) => string },
  ttlS: number,
): Documents<T> {
  return {
    async add(key, value) {
      const set = await redis.set(key, codec.write(value), 'EX', ttlS, 'NX');
      return set === null ? 'known' : 'added';
    },
    async read(key) {
      const raw = await redis.get(key);
      return raw === null ? null : codec.parse(key, raw);
    },
    async change(key, change) {
      for (let tries = 0; tries < MOST_TRIES; tries++) {
        const raw = await redis.get(key);
        if (raw === null) return null;
        const next = change(codec.parse(key, raw));
        if (next === null) return null;
        if ((await redis.eval(SWAP, 1, key, raw, codec.write(next), ttlS)) === 1) return next;
      }
      throw new Error(`Changing ${key}: others changed it ${MOST_TRIES} times meanwhile`);
    },
  };
}
