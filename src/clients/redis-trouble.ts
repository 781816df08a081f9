/** One voice for the connections of a process: a Redis that is away is one trouble, whoever runs into it. */
import type { Logger } from '../log.ts';
import { connectRedis, isRedisAway, type RedisConnection, type RedisUse } from './redis.ts';

/** While it lasts, a trouble is told again after so long, milliseconds. */
const AGAIN_MS = 30_000;
/** How often a Redis that was away is asked whether it is back, milliseconds. */
const LOOK_MS = 1_000;
/** It is back when nothing failed for so long, milliseconds; a Cluster that elects a master fails by fits and starts. */
const QUIET_MS = 2_000;
/** Kinds of trouble told apart; more are told as they come. */
const MOST_KINDS = 100;

/** Of a connection, what tells whether Redis is back. */
export interface Followed {
  readonly status: string;
  ping(): Promise<unknown>;
}

export interface RedisTrouble {
  /** What a connection or a queue ran into; `of` says who. */
  heard(error: unknown, of?: Readonly<Record<string, unknown>>): void;
  /** A connection that is asked whether Redis is back. */
  follow(redis: Followed): void;
}

interface Told {
  readonly sinceMs: number;
  /** When it was last written into the log. */
  saidMs: number;
  errors: number;
}

const known = new WeakMap<Logger, RedisTrouble>();

/** The voice of this logger: who shares the logger shares what was already said. */
export function redisTrouble(log: Logger): RedisTrouble {
  const one = known.get(log) ?? create(log);
  known.set(log, one);
  return one;
}

/** Connects as `connectRedis` does, with its troubles in the log. Throws RedisAway. */
export async function connectTelling(url: string, use: RedisUse, log: Logger): Promise<RedisConnection> {
  const trouble = redisTrouble(log);
  const redis = await connectRedis(url, use, trouble.heard);
  trouble.follow(redis);
  return redis;
}

function create(log: Logger): RedisTrouble {
  let followed: readonly Followed[] = [];
  let away: (Told & { lastMs: number }) | null = null;
  const others = new Map<string, Told>();

  function look(): void {
    const timer = setInterval(async () => {
      followed = followed.filter(({ status }) => status !== 'end');
      if (away === null || Date.now() - away.lastMs < QUIET_MS || !(await answers(followed))) return;
      // A later look may have been answered first.
      if (away === null) return;
      log.info({ awayS: secondsSince(away.sinceMs), errors: away.errors }, 'Redis is back');
      away = null;
      clearInterval(timer);
    }, LOOK_MS);
    timer.unref();
  }

  return {
    follow(redis) {
      followed = [...followed, redis];
    },
    heard(error, of = {}) {
      const now = Date.now();
      if (!isRedisAway(error)) return heardOther(log, others, error, of);
      if (away === null) {
        away = { sinceMs: now, saidMs: now, lastMs: now, errors: 1 };
        log.warn({ err: error, ...of }, 'Redis is away');
        look();
        return;
      }
      away.errors += 1;
      away.lastMs = now;
      if (now - away.saidMs < AGAIN_MS) return;
      away.saidMs = now;
      log.warn({ err: error, awayS: secondsSince(away.sinceMs), errors: away.errors }, 'Redis is still away');
    },
  };
}

/** Redis answers, but not as it should: a right that is missing, a lock that was lost. */
function heardOther(
  log: Logger,
  told: Map<string, Told>,
  error: unknown,
  of: Readonly<Record<string, unknown>>,
): void {
  const now = Date.now();
  const kind = String(error).replace(/\d+/g, '0').slice(0, 200);
  const last = told.get(kind);
  if (last) last.errors += 1;
  if (last && now - last.saidMs < AGAIN_MS) return;
  const since = last ? { errors: last.errors, sinceS: secondsSince(last.sinceMs) } : {};
  if (last) last.saidMs = now;
  else if (told.size < MOST_KINDS) told.set(kind, { sinceMs: now, saidMs: now, errors: 1 });
  log.warn({ err: error, ...of, ...since }, 'queue or connection in trouble');
}

/** Whether every connection is up and Redis answers on it. */
async function answers(followed: readonly Followed[]): Promise<boolean> {
  if (followed.length === 0 || followed.some(({ status }) => status !== 'ready')) return false;
  return Promise.all(followed.map((one) => one.ping())).then(
    () => true,
    () => false,
  );
}

function secondsSince(ms: number): number {
  return Math.round((Date.now() - ms) / 1_000);
}
