/** What Slack sent, kept from before it is acknowledged until it was worked on. */

import { z } from 'zod';
import type { RedisConnection } from '../clients/redis.ts';
import { masked } from '../engine/text/masked.ts';
import { isNewerFormat, parsed, written } from './format.ts';
import { INBOX_S, keysOf } from './keys.ts';

const Received = z.object({
  version: z.literal(1),
  requestId: z.string(),
  body: z.record(z.string(), z.unknown()),
  tries: z.int(),
});

export interface Delivery {
  /** Tells one delivery from another; the same for Slack's retries of it. */
  readonly key: string;
  readonly requestId: string;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface Inbox {
  /** Stores a delivery. `seen`: it is stored already, being worked on or done. */
  put(delivery: Delivery, now: number): Promise<'new' | 'seen'>;
  /** It was worked on, or cannot be. It stays known, so that retries are recognised. */
  done(key: string): Promise<void>;
  /**
   * Takes what nobody finished within `olderThanMs`: its process died after acknowledging it. Each is handed
   * to one caller; after three tries it is dropped, since it kills whoever works on it.
   */
  takeLeftOvers(olderThanMs: number, now: number): Promise<readonly Delivery[]>;
}

const MOST_TRIES = 3;

/** Stores and lists in one step: a crash between the two would lose the delivery or its retry. */
const PUT = `if redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[2], 'NX') then
  redis.call('ZADD', KEYS[2], ARGV[3], ARGV[4]) return 1 else return 0 end`;

/** Moves the due ones into the future, so that of several bots one gets each. */
const TAKE = `local due = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[1], 'LIMIT', 0, 50)
  for _, key in ipairs(due) do redis.call('ZADD', KEYS[1], ARGV[2], key) end return due`;

export function inboxStore(redis: RedisConnection): Inbox {
  const keys = keysOf(redis);
  const asJson = (received: Omit<z.infer<typeof Received>, 'version'>): string => written(received);

  async function taken(key: string): Promise<Delivery | null> {
    const raw = await redis.get(keys.inbox(key));
    const read = raw === null ? null : readable(key, raw);
    // It stays on the list, for a bot that understands it.
    if (read === 'newer') return null;
    if (read === null || read.tries >= MOST_TRIES) {
      await redis.zrem(keys.inboxOpen, key);
      return null;
    }
    const { requestId, body, tries } = read;
    await redis.set(keys.inbox(key), asJson({ requestId, body, tries: tries + 1 }), 'KEEPTTL');
    return { key, requestId, body };
  }

  return {
    async put({ key, requestId, body }, now) {
      const raw = asJson({ requestId, body: withoutTokens(body), tries: 1 });
      const stored = await redis.eval(PUT, 2, keys.inbox(key), keys.inboxOpen, raw, INBOX_S, now, key);
      return stored === 1 ? 'new' : 'seen';
    },
    async done(key) {
      // The body goes, the key stays: only that it came is needed from here on.
      const over = asJson({ requestId: '', body: {}, tries: MOST_TRIES });
      await redis.multi().zrem(keys.inboxOpen, key).set(keys.inbox(key), over, 'EX', INBOX_S).exec();
    },
    async takeLeftOvers(olderThanMs, now) {
      const due = z
        .array(z.string())
        .parse(await redis.eval(TAKE, 1, keys.inboxOpen, now - olderThanMs, now));
      const found = await Promise.all(due.map(taken));
      return found.filter((delivery) => delivery !== null);
    },
  };
}

function readable(key: string, raw: string): z.infer<typeof Received> | 'newer' | null {
  try {
    return parsed(key, raw, Received);
  } catch (error) {
    return isNewerFormat(error) ? 'newer' : null;
  }
}

/** Slack's old verification token and bot tokens of functions are of no use here and stay out of Redis. */
function withoutTokens(body: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { token: _, bot_access_token: __, ...rest } = body;
  return withoutPasted(rest, 0) as Record<string, unknown>;
}

/** Where Slack puts what people and other apps wrote. Answer addresses and ids stay as they are. */
const WORDS: ReadonlySet<string> = new Set([
  'text',
  'value',
  'fallback',
  'pretext',
  'title',
  'alt_text',
  'url',
]);
const DEEPEST = 20;

/** People paste passwords along with error texts: what is kept is read with them hidden, as `explain` reads it. */
function withoutPasted(value: unknown, depth: number, key = ''): unknown {
  if (typeof value === 'string') return WORDS.has(key) ? masked(value) : value;
  if (typeof value !== 'object' || value === null) return value;
  // Nothing of Slack's lies so deep.
  if (depth > DEEPEST) return null;
  if (Array.isArray(value)) return value.map((one) => withoutPasted(one, depth + 1, key));
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, withoutPasted(inner, depth + 1, name)]),
  );
}
