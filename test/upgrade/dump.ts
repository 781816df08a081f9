/** Everything a Redis holds, as JSON that can be read by people and put into another Redis. */
import type { RedisConnection } from '../../src/clients/redis.ts';

export type Held =
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'hash'; readonly value: Readonly<Record<string, string>> }
  | { readonly type: 'list' | 'set'; readonly value: readonly string[] }
  | { readonly type: 'zset'; readonly value: readonly (readonly [member: string, score: string])[] }
  | {
      readonly type: 'stream';
      readonly value: readonly (readonly [id: string, fields: readonly string[]])[];
    };
export type Dump = Readonly<Record<string, Held & { readonly ttlS?: number }>>;

/** What is no text, such as packed facts, is written as base64 behind this. */
const BINARY = 'base64:';

export async function dumpOf(redis: RedisConnection): Promise<Dump> {
  const keys = (await redis.keys('*')).toSorted();
  const held = await Promise.all(keys.map(async (key) => [key, await heldAt(redis, key)] as const));
  return Object.fromEntries(held.flatMap(([key, one]) => (one ? [[key, one]] : [])));
}

async function heldAt(redis: RedisConnection, key: string): Promise<Dump[string] | null> {
  const [type, ttl] = await Promise.all([redis.type(key), redis.ttl(key)]);
  const more = ttl > 0 ? { ttlS: ttl } : {};
  switch (type) {
    case 'string':
      return { type, value: written((await redis.getBuffer(key)) ?? Buffer.alloc(0)), ...more };
    case 'hash':
      return { type, value: await redis.hgetall(key), ...more };
    case 'list':
      return { type, value: (await redis.lrangeBuffer(key, 0, -1)).map(written), ...more };
    case 'set':
      return { type, value: (await redis.smembers(key)).toSorted(), ...more };
    case 'zset': {
      const flat = await redis.zrange(key, '0', '-1', 'WITHSCORES');
      const value = flat.flatMap((member, at) =>
        at % 2 === 0 ? [[member, flat[at + 1] ?? '0'] as const] : [],
      );
      return { type, value, ...more };
    }
    case 'stream':
      return { type, value: await redis.xrange(key, '-', '+'), ...more };
    default:
      return null;
  }
}

export async function restore(redis: RedisConnection, dump: Dump): Promise<void> {
  for (const [key, held] of Object.entries(dump)) {
    switch (held.type) {
      case 'string':
        await redis.set(key, read(held.value));
        break;
      case 'hash':
        await redis.hset(key, held.value);
        break;
      case 'list':
        await redis.rpush(key, ...held.value.map(read));
        break;
      case 'set':
        await redis.sadd(key, ...held.value);
        break;
      case 'zset':
        for (const [member, score] of held.value) await redis.zadd(key, score, member);
        break;
      case 'stream':
        for (const [id, fields] of held.value) await redis.xadd(key, id, ...fields);
        break;
    }
    if (held.ttlS !== undefined) await redis.expire(key, held.ttlS);
  }
}

/** Moves every moment in a dump, as text, so that what was asked a minute ago was asked a minute ago. */
export function shifted(json: string, byMs: number): string {
  return json
    .replace(/\b20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, (at) =>
      new Date(Date.parse(at) + byMs).toISOString(),
    )
    .replace(/\b1[789]\d{11}\b/g, (at) => String(Number(at) + byMs));
}

function written(value: Buffer): string {
  const text = value.toString('utf8');
  return Buffer.from(text, 'utf8').equals(value) ? text : `${BINARY}${value.toString('base64')}`;
}

function read(value: string): string | Buffer {
  return value.startsWith(BINARY) ? Buffer.from(value.slice(BINARY.length), 'base64') : value;
}
