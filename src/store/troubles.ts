/** Troubles in Redis: one document each, found by their root, by what suffers from them, and by when they are due. */
import type { RedisConnection } from '../clients/redis.ts';
import { Trouble } from '../engine/trouble.ts';
import { documents } from './documents.ts';
import { parsed } from './format.ts';
import { keysOf, SIGHTING_S, TROUBLE_S } from './keys.ts';

/** What is known of a target from its last look. */
export interface TroubleOf {
  readonly trouble: string;
  /** When the target itself was looked at, ISO 8601. */
  readonly lookedAt: string;
}

export interface TroubleStore {
  read(id: string): Promise<Trouble | null>;
  /** See Documents.change. */
  change(id: string, change: (trouble: Trouble) => Trouble | null): Promise<Trouble | null>;
  /** The trouble that has this root now or had it last; null where there is none. */
  at(root: string): Promise<Trouble | null>;
  /**
   * Stores a new trouble as the one of its root, in the place of `instead`. The answer is the one that stands:
   * another when somebody was faster.
   */
  open(trouble: Trouble, instead: string | null): Promise<Trouble>;
  /** A target that is a whole namespace may belong to several. */
  of(target: string): Promise<readonly TroubleOf[]>;
  belongs(target: string, of: TroubleOf): Promise<void>;
  /** Keeps tellings; how many there are now. */
  told(id: string, sightings: readonly string[]): Promise<number>;
  /** Keeps who suffers; how many different ones there ever were. */
  suffer(id: string, keys: readonly string[]): Promise<number>;
  /** Takes an open trouble that is due, so that nobody else looks at it for `ms`; null where none is. */
  takeDue(now: number, ms: number): Promise<string | null>;
  /** When an open trouble is to be looked at again, milliseconds since 1970; null: not any more. */
  lookAt(id: string, at: number | null): Promise<void>;
  /** Ids of open troubles. */
  openIds(): Promise<readonly string[]>;
  /** Ids of troubles that opened since, milliseconds since 1970; newest first. */
  lately(since: number): Promise<readonly string[]>;
  /**
   * Notes that it opened in a channel: which one of those of the last so many milliseconds it is, from 1 on. Of
   * several that open at once each gets its own number, and asking again gets the same or, later, a smaller one.
   */
  openedIn(channel: string, id: string, now: number, ms: number): Promise<number>;
}

const CLAIM = `local now = redis.call('GET', KEYS[1])
if (not now and ARGV[2] == '') or now == ARGV[2] then
  redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[3]) return ARGV[1] else return now or '' end`;

// Scores grow with every one that comes, also within one millisecond and from clocks that differ: the rank is the turn.
const OPENED_IN = `redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', ARGV[2])
if not redis.call('ZSCORE', KEYS[1], ARGV[1]) then
  local last = redis.call('ZRANGE', KEYS[1], -1, -1, 'WITHSCORES')
  local score = tonumber(ARGV[3])
  if last[2] and tonumber(last[2]) >= score then score = tonumber(last[2]) + 1 end
  redis.call('ZADD', KEYS[1], string.format('%.0f', score), ARGV[1])
  redis.call('EXPIRE', KEYS[1], ARGV[4]) end
return redis.call('ZRANK', KEYS[1], ARGV[1]) + 1`;

const TAKE_DUE = `local due = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[1], 'LIMIT', 0, 1)
if due[1] then redis.call('ZADD', KEYS[1], ARGV[2], due[1]) return due[1] end return false`;

export function troubleStore(redis: RedisConnection): TroubleStore {
  const keys = keysOf(redis);
  const docs = documents<Trouble>(
    redis,
    { parse: (key, raw) => parsed(key, raw, Trouble), write: JSON.stringify },
    TROUBLE_S,
  );
  async function at(root: string): Promise<Trouble | null> {
    const id = await redis.get(keys.troubleAt(root));
    return id === null ? null : docs.read(keys.trouble(id));
  }
  return {
    read: (id) => docs.read(keys.trouble(id)),
    change: (id, change) => docs.change(keys.trouble(id), change),
    at,
    async open(trouble, instead) {
      await docs.add(keys.trouble(trouble.id), trouble);
      const stale = instead ?? (await staleAt(trouble.root));
      const stands = await redis.eval(CLAIM, 1, keys.troubleAt(trouble.root), trouble.id, stale, TROUBLE_S);
      if (stands === trouble.id) {
        await redis.zadd(keys.troublesLately, Date.parse(trouble.openedAt), trouble.id);
        await redis.expire(keys.troublesLately, TROUBLE_S);
        return trouble;
      }
      await redis.del(keys.trouble(trouble.id));
      return (await at(trouble.root)) ?? trouble;
    },
    async of(target) {
      const known = await redis.hgetall(keys.troubleOf(target));
      return Object.entries(known).map(([trouble, lookedAt]) => ({ trouble, lookedAt }));
    },
    async belongs(target, { trouble, lookedAt }) {
      const key = keys.troubleOf(target);
      await redis.multi().hset(key, trouble, lookedAt).expire(key, SIGHTING_S).exec();
    },
    async told(id, sightings) {
      const key = keys.toldOf(id);
      if (sightings.length > 0)
        await redis
          .multi()
          .sadd(key, ...sightings)
          .expire(key, TROUBLE_S)
          .exec();
      return redis.scard(key);
    },
    async suffer(id, names) {
      const key = keys.sufferOf(id);
      if (names.length > 0)
        await redis
          .multi()
          .sadd(key, ...names)
          .expire(key, TROUBLE_S)
          .exec();
      return redis.scard(key);
    },
    async takeDue(now, ms) {
      const id = await redis.eval(TAKE_DUE, 1, keys.troublesOpen, now, now + ms);
      return typeof id === 'string' ? id : null;
    },
    async lookAt(id, when) {
      if (when === null) await redis.zrem(keys.troublesOpen, id);
      else await redis.zadd(keys.troublesOpen, when, id);
    },
    openIds: () => redis.zrange(keys.troublesOpen, 0, '-1'),
    lately: (since) => redis.zrevrangebyscore(keys.troublesLately, '+inf', since),
    async openedIn(channel, id, now, ms) {
      const since = now - ms;
      return Number(await redis.eval(OPENED_IN, 1, keys.openedIn(channel), id, since, now, TROUBLE_S));
    },
  };

  /** A root whose trouble has expired still names it. */
  async function staleAt(root: string): Promise<string> {
    const id = await redis.get(keys.troubleAt(root));
    return id !== null && (await redis.exists(keys.trouble(id))) === 0 ? id : '';
  }
}
