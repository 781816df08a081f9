/** Finds planted secrets in anything: as they are, encoded for addresses, or within base64 at any offset. */
import { gunzipSync } from 'node:zlib';
import type { Redis } from 'ioredis';
import { type Planted, planted } from './planted.ts';

/** Every planted secret begins so, and nothing else does. */
const SIGN = /Zq7[A-Za-z0-9]{10,29}/g;
const CODED = /[A-Za-z0-9+/_-]{24,}/g;

/** Every secret that stands in the text, by the place where it was planted and its kind. */
export function foundIn(text: string): readonly Planted[] {
  const found = new Set(text.match(SIGN) ?? []);
  for (const run of text.match(CODED) ?? [])
    for (const offset of [0, 1, 2, 3]) {
      const decoded = Buffer.from(run.slice(offset), 'base64').toString('latin1');
      for (const one of decoded.match(SIGN) ?? []) found.add(one);
    }
  const known = [...planted];
  return [...found].flatMap((part) => {
    // A cut secret is one as well.
    const of = known.find(([secret]) => secret.startsWith(part.slice(0, 13)));
    return of ? [of[1]] : [];
  });
}

/** Everything that Redis holds, keys and values of every type, unpacked where it is packed. */
export async function dumpOf(redis: Redis): Promise<string> {
  const texts: string[] = [];
  for (const key of await redis.keys('*')) {
    const values = await valuesOf(redis, key);
    texts.push(key, ...values.map(unpacked));
  }
  return texts.join('\n');
}

function unpacked(value: Buffer): string {
  try {
    return gunzipSync(value).toString('utf8');
  } catch {
    return value.toString('utf8');
  }
}

async function valuesOf(redis: Redis, key: string): Promise<readonly Buffer[]> {
  switch (await redis.type(key)) {
    case 'string':
      return [(await redis.getBuffer(key)) ?? Buffer.alloc(0)];
    case 'list':
      return redis.lrangeBuffer(key, 0, -1);
    case 'set':
      return redis.smembersBuffer(key);
    case 'zset':
      return redis.zrangeBuffer(key, 0, '-1');
    case 'hash':
      return Object.entries(await redis.hgetallBuffer(key)).flatMap(([field, value]) => [
        Buffer.from(field),
        value,
      ]);
    case 'stream':
      return [Buffer.from(JSON.stringify(await redis.xrange(key, '-', '+')))];
  }
  return [];
}
