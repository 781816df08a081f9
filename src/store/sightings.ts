/** What told of trouble and was not looked at yet, by what is to be looked at. */
import type { RedisConnection } from '../clients/redis.ts';
import { Sighting, targetKey } from '../engine/sighting.ts';
import { sightings as told } from '../metrics/alerts.ts';
import { parsed, written } from './format.ts';
import { HELD_S, keysOf, SIGHTING_S } from './keys.ts';

/** Known ones are not kept twice; the list and the mark are written together or not at all. */
const ADD = `if redis.call('SET', KEYS[1], '1', 'EX', ARGV[2], 'NX') then
  redis.call('RPUSH', KEYS[2], ARGV[1]) redis.call('EXPIRE', KEYS[2], ARGV[4])
  redis.call('SADD', KEYS[3], ARGV[3]) redis.call('EXPIRE', KEYS[3], ARGV[4]) return 1 else return 0 end`;

/** By what they say, not by how many: two processes may have worked on the same. */
const DONE = `for at = 2, #ARGV do redis.call('LREM', KEYS[1], 1, ARGV[at]) end
  if redis.call('EXISTS', KEYS[1]) == 0 then redis.call('SREM', KEYS[2], ARGV[1]) end`;

export interface SightingStore {
  /** Keeps a sighting until it is worked on. `known`: it was told before. */
  add(sighting: Sighting): Promise<'new' | 'known'>;
  /** May be told again. */
  forget(id: string): Promise<void>;
  /** What waits for a look at this target, oldest first; at most `most`. */
  waiting(target: string, most: number): Promise<readonly Sighting[]>;
  /** How many targets of a cluster wait. */
  targetsWaiting(cluster: string): Promise<number>;
  /** Some of them, by key; at most `most`. */
  targets(cluster: string, most: number): Promise<readonly string[]>;
  /** These were worked on. */
  done(target: string, sightings: readonly Sighting[]): Promise<void>;
}

export function sightingStore(redis: RedisConnection): SightingStore {
  const keys = keysOf(redis);
  return {
    async add(sighting) {
      const target = targetKey(sighting.target);
      const list = keys.sightingsOf(target);
      const targets = keys.sightingTargets(clusterIn(target));
      const raw = written(Sighting.parse(sighting));
      const added = await redis.eval(
        ADD,
        3,
        keys.sighting(sighting.id),
        list,
        targets,
        raw,
        SIGHTING_S,
        target,
        HELD_S,
      );
      const taken = added === 1 ? 'new' : 'known';
      told.inc({ source: sighting.source, status: sighting.status, taken });
      return taken;
    },
    async forget(id) {
      await redis.del(keys.sighting(id));
    },
    async waiting(target, most) {
      const raw = await redis.lrange(keys.sightingsOf(target), 0, most - 1);
      return raw.map((one) => parsed(keys.sightingsOf(target), one, Sighting));
    },
    targetsWaiting: (cluster) => redis.scard(keys.sightingTargets(cluster)),
    targets: (cluster, most) => redis.srandmember(keys.sightingTargets(cluster), most),
    async done(target, sightings) {
      const lists = [keys.sightingsOf(target), keys.sightingTargets(clusterIn(target))];
      await redis.eval(DONE, lists.length, ...lists, target, ...sightings.flatMap(texts));
    },
  };
}

/** A target's key begins with its cluster. */
function clusterIn(target: string): string {
  return target.split('|', 1)[0] ?? '';
}

/** Always the same texts for the same sighting: as it is written now, and as it was before records had a number. */
function texts(sighting: Sighting): readonly string[] {
  const known = Sighting.parse(sighting);
  return [written(known), JSON.stringify(known)];
}
