/** One of several workers does a thing that must not be done by all; another takes over when it dies. */

import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { RedisConnection } from '../../clients/redis.ts';
import { keysOf } from '../../store/keys.ts';

const HOLD_MS = 15_000;
const RENEW_MS = 5_000;

const RENEW = `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('PEXPIRE', KEYS[1], ARGV[2]) end return 0`;
const RELEASE = `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0`;

/** Does `work` whenever this process is the one, until the signal. `work` ends with the signal it is given. */
export async function whileLeading(
  what: string,
  redis: RedisConnection,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const me = randomUUID();
  const key = keysOf(redis).leader(what);
  while (!signal.aborted) {
    const won = await redis.set(key, me, 'PX', HOLD_MS, 'NX').catch(() => null);
    if (won !== null) await lead(key, me, redis, signal, work);
    await wait(RENEW_MS, undefined, { signal }).catch(() => {});
  }
}

async function lead(
  key: string,
  me: string,
  redis: RedisConnection,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const lost = new AbortController();
  const both = AbortSignal.any([signal, lost.signal]);
  const timer = setInterval(() => {
    // Who cannot renew may be followed by another already.
    redis.eval(RENEW, 1, key, me, HOLD_MS).then(
      (kept) => kept === 1 || lost.abort(),
      () => lost.abort(),
    );
  }, RENEW_MS);
  try {
    await work(both);
  } finally {
    clearInterval(timer);
    await redis.eval(RELEASE, 1, key, me).catch(() => {});
  }
}
