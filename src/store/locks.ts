/** One remediation at a time per object: who works on it, until when. */
import type { RedisConnection } from '../clients/redis.ts';
import { keysOf } from './keys.ts';

export interface LockStore {
  /**
   * Takes all of them for `ms`, or none and says who has the first that is taken. Taking again what one has
   * renews it, so a job that runs twice meets its own lock.
   */
  take(
    objects: readonly string[],
    owner: string,
    ms: number,
  ): Promise<
    { readonly taken: 'all' } | { readonly taken: 'none'; readonly object: string; readonly owner: string }
  >;
  /** Lets go of those that this owner has. */
  release(objects: readonly string[], owner: string): Promise<void>;
  ownerOf(object: string): Promise<string | null>;
}

const TAKE = `for i, key in ipairs(KEYS) do
  local owner = redis.call('GET', key)
  if owner and owner ~= ARGV[1] then return {i, owner} end
end
for _, key in ipairs(KEYS) do redis.call('SET', key, ARGV[1], 'PX', ARGV[2]) end
return {0, ARGV[1]}`;

const RELEASE = `for _, key in ipairs(KEYS) do
  if redis.call('GET', key) == ARGV[1] then redis.call('DEL', key) end
end return 1`;

export function lockStore(redis: RedisConnection): LockStore {
  const keys = keysOf(redis);
  return {
    async take(objects, owner, ms) {
      const names = objects.map(keys.lock);
      const [at, by] = (await redis.eval(TAKE, names.length, ...names, owner, ms)) as [number, string];
      return at === 0 ? { taken: 'all' } : { taken: 'none', object: objects[at - 1] ?? '', owner: by };
    },
    async release(objects, owner) {
      const names = objects.map(keys.lock);
      await redis.eval(RELEASE, names.length, ...names, owner);
    },
    ownerOf: (object) => redis.get(keys.lock(object)),
  };
}
