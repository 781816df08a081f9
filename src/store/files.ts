/** Files on their way between a worker, the bot and Slack: bounded each, bounded together, gone after a while. */
import { randomUUID } from 'node:crypto';
import type { RedisConnection } from '../clients/redis.ts';
import { FILE_LIMIT, type FileShelf, FileTooLarge, type ReplyFile } from '../engine/files.ts';
import { FILE_S, keysOf } from './keys.ts';

/** All files together, bytes: Redis holds the incidents as well. The oldest make room. */
const ALL_LIMIT = 256 * 1024 * 1024;

export function fileStore(redis: RedisConnection, allLimit = ALL_LIMIT): FileShelf {
  const keys = keysOf(redis);
  return {
    async put({ name, type, title, alt, body }) {
      const bytes = body.byteLength;
      if (bytes > FILE_LIMIT) throw new FileTooLarge(name, bytes);
      await makeRoom(redis, allLimit - bytes);
      const id = randomUUID();
      await redis
        .multi()
        .set(keys.file(id), Buffer.from(body.buffer, body.byteOffset, bytes), 'EX', FILE_S)
        .zadd(keys.files, String(nowMs()), `${id}:${bytes}`)
        .exec();
      const file: ReplyFile = { id, name, type, bytes, title };
      return alt === undefined ? file : { ...file, alt };
    },
    get: (id) => redis.getBuffer(keys.file(id)),
  };
}

/** Finer than milliseconds: two files of one moment stay in their order. */
function nowMs(): number {
  return performance.timeOrigin + performance.now();
}

/** Forgets what has expired, then takes away the oldest until at most `left` bytes lie there. */
async function makeRoom(redis: RedisConnection, left: number): Promise<void> {
  const keys = keysOf(redis);
  await redis.zremrangebyscore(keys.files, '0', String(Date.now() - FILE_S * 1000));
  const oldestFirst = await redis.zrange(keys.files, '0', '-1');
  let total = oldestFirst.reduce((sum, member) => sum + sizeOf(member), 0);
  for (const member of oldestFirst) {
    if (total <= left) return;
    await redis
      .multi()
      .del(keys.file(member.split(':')[0] ?? ''))
      .zrem(keys.files, member)
      .exec();
    total -= sizeOf(member);
  }
}

function sizeOf(member: string): number {
  return Number(member.split(':')[1] ?? 0);
}
