/** What told of trouble and was not looked at yet, by what is to be looked at. */
import type { Redis } from 'ioredis';
import { Sighting, targetKey } from '../engine/sighting.ts';
import { keys, SIGHTING_S } from './keys.ts';

/** Known ones are not kept twice; the list and the mark are written together or not at all. */
const ADD = `if redis.call('SET', KEYS[1], '1', 'EX', ARGV[2], 'NX') then
  redis.call('RPUSH', KEYS[2], ARGV[1]) redis.call('EXPIRE', KEYS[2], ARGV[2]) return 1 else return 0 end`;

export interface SightingStore {
  /** Keeps a sighting until it is worked on. `known`: it was told before. */
  add(sighting: Sighting): Promise<'new' | 'known'>;
  /** May be told again. */
  forget(id: string): Promise<void>;
  /** What waits for a look at this target, oldest first; at most `most`. */
  waiting(target: string, most: number): Promise<readonly Sighting[]>;
  /** The oldest so many were worked on. */
  done(target: string, count: number): Promise<void>;
}

export function sightingStore(redis: Redis): SightingStore {
  return {
    async add(sighting) {
      const list = keys.sightingsOf(targetKey(sighting.target));
      const raw = JSON.stringify(sighting);
      const added = await redis.eval(ADD, 2, keys.sighting(sighting.id), list, raw, SIGHTING_S);
      return added === 1 ? 'new' : 'known';
    },
    async forget(id) {
      await redis.del(keys.sighting(id));
    },
    async waiting(target, most) {
      const raw = await redis.lrange(keys.sightingsOf(target), 0, most - 1);
      return raw.map((one) => Sighting.parse(JSON.parse(one)));
    },
    async done(target, count) {
      await redis.ltrim(keys.sightingsOf(target), count, -1);
    },
  };
}
