import { afterAll, beforeAll, expect, test } from 'vitest';
import { FILE_LIMIT, FileTooLarge } from '../../src/engine/files.ts';
import { fileStore } from '../../src/store/files.ts';
import { describeWith } from '../setup/part.ts';
import { startTestRedis, type TestRedis } from './setup.ts';

const file = (name: string, bytes: number) => ({
  name,
  type: 'application/gzip',
  title: name,
  body: Buffer.alloc(bytes, name.charCodeAt(0)),
});

describeWith('redis', 'files', () => {
  let part: TestRedis;
  beforeAll(async () => {
    part = await startTestRedis(12);
  });
  afterAll(() => part.stop());

  test('bytes come back as they were put, and go after a day', async () => {
    const files = fileStore(part.redis);
    const body = Buffer.from([0, 255, 10, 13, 128]);
    const kept = await files.put({ name: 'a.gz', type: 'application/gzip', title: 'A', alt: 'words', body });
    expect(kept).toMatchObject({ name: 'a.gz', bytes: 5, alt: 'words' });
    expect(await files.get(kept.id)).toEqual(body);
    expect(await part.redis.ttl(`medic:file:${kept.id}`)).toBeGreaterThan(80_000);
    expect(await files.get('another')).toBeNull();
  });

  test('all together stay within their limit: the oldest make room', async () => {
    const files = fileStore(part.redis, 250);
    const first = await files.put(file('one', 100));
    const second = await files.put(file('two', 100));
    const third = await files.put(file('three', 100));
    expect(await files.get(first.id)).toBeNull();
    expect((await files.get(second.id))?.byteLength).toBe(100);
    expect((await files.get(third.id))?.byteLength).toBe(100);
  });

  test('one too large is refused before it is sent', async () => {
    await expect(fileStore(part.redis).put(file('big', FILE_LIMIT + 1))).rejects.toThrow(FileTooLarge);
  });
});
