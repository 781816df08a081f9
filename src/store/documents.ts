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
   * `change` returns null to leave it; then the answer is null too. `from`, as it was read or
   * changed here, is tried first: as long as nobody changed it since, it need not be read again.
   */
  change(key: string, change: (value: T) => T | null, from?: T): Promise<T | null>;
}

/** `parse` throws for what is none of ours. `ttlS`: seconds until a document that nobody changes is gone. */
export function documents<T extends object>(
  redis: RedisConnection,
  codec: { readonly parse: (key: string, raw: string) => T; readonly write: (value: T) => string },
  ttlS: number,
): Documents<T> {
  /** What stood in Redis for a value that was read or written here: for any other it is read anew. */
  const raws = new WeakMap<T, string>();
  async function read(key: string): Promise<T | null> {
    const raw = await redis.get(key);
    if (raw === null) return null;
    const value = codec.parse(key, raw);
    raws.set(value, raw);
    return value;
  }
  async function swap(key: string, value: T, next: T): Promise<boolean> {
    const raw = codec.write(next);
    if ((await redis.eval(SWAP, 1, key, raws.get(value) ?? '', raw, ttlS)) !== 1) return false;
    raws.set(next, raw);
    return true;
  }
  return {
    async add(key, value) {
      const set = await redis.set(key, codec.write(value), 'EX', ttlS, 'NX');
      return set === null ? 'known' : 'added';
    },
    read,
    async change(key, change, from) {
      let isOld = from !== undefined && raws.has(from);
      let value = isOld ? (from ?? null) : await read(key);
      for (let tries = 0; tries < MOST_TRIES; tries++) {
        if (value === null) return null;
        const next = change(value);
        if (next === null && !isOld) return null;
        if (next && (await swap(key, value, next))) return next;
        value = await read(key);
        isOld = false;
      }
      throw new Error(`Changing ${key}: others changed it ${MOST_TRIES} times meanwhile`);
    },
  };
}
