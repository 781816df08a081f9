import { afterAll, beforeAll, expect, test } from 'vitest';
import { type PostStore, postStore } from '../../src/store/posts.ts';
import { describeWith } from '../setup/part.ts';
import { startTestRedis, type TestRedis } from './setup.ts';

describeWith('redis', 'posts', () => {
  let part: TestRedis;
  let posts: PostStore;
  beforeAll(async () => {
    part = await startTestRedis(8);
    posts = postStore(part.redis);
  });
  afterAll(() => part.stop());

  test('what is written is read, per message, until it is forgotten', async () => {
    await posts.write('inc-1', 'root', { is: 'tried', at: 'now' });
    await posts.write('inc-1', 'answer-1', { is: 'posted', ts: '1.0', shows: 'x' });
    expect(await posts.read('inc-1', 'root')).toEqual({ is: 'tried', at: 'now' });
    expect([...(await posts.all('inc-1')).keys()].sort()).toEqual(['answer-1', 'root']);
    expect([...(await posts.all('inc-none'))]).toEqual([]);
    await posts.forget('inc-1', 'root');
    expect(await posts.read('inc-1', 'root')).toBeNull();
    expect(await posts.read('inc-1', 'answer-1')).toMatchObject({ ts: '1.0' });
  });

  test('one at a time may post a message; another token does not let it go', async () => {
    const claims = await Promise.all([1, 2, 3].map(() => posts.claim('inc-1', 'claimed', 10_000)));
    const held = claims.filter((claim) => claim !== null);
    expect(held).toHaveLength(1);
    await posts.release('inc-1', 'claimed', 'somebody else');
    expect(await posts.claim('inc-1', 'claimed', 10_000)).toBeNull();
    await posts.release('inc-1', 'claimed', held[0] ?? '');
    expect(await posts.claim('inc-1', 'claimed', 10_000)).not.toBeNull();
  });
});
