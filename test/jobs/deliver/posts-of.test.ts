import { expect, test } from 'vitest';
import { postsOf } from '../../../src/jobs/deliver/posts-of.ts';
import type { Post } from '../../../src/store/posts.ts';
import { memoryPosts } from './setup.ts';

const posted: Post = { is: 'posted', ts: '1.0', shows: 'a' };

test('what was posted is not asked for again, what was not is', async () => {
  const asked: string[] = [];
  const memory = memoryPosts();
  const store = {
    ...memory,
    read: (incident: string, slot: string) => {
      asked.push(`${incident} ${slot}`);
      return memory.read(incident, slot);
    },
  };
  const posts = postsOf(
    'inc-1',
    new Map<string, Post>([
      ['root', posted],
      ['answer-1', { is: 'tried', at: 'then' }],
    ]),
    store,
  );
  expect(await posts.read('inc-1', 'root')).toBe(posted);
  expect(asked).toEqual([]);
  // Another process may have posted it meanwhile.
  memory.kept.set('answer-1', { ...posted, ts: '2.0' });
  expect(await posts.read('inc-1', 'answer-1')).toMatchObject({ ts: '2.0' });
  await posts.read('inc-2', 'root');
  expect(asked).toEqual(['inc-1 answer-1', 'inc-2 root']);
});

test('what is written or forgotten here is known here', async () => {
  const memory = memoryPosts();
  const posts = postsOf('inc-1', new Map(), memory);
  await posts.write('inc-1', 'root', posted);
  memory.kept.clear();
  expect(await posts.read('inc-1', 'root')).toBe(posted);
  await posts.forget('inc-1', 'root');
  expect(await posts.read('inc-1', 'root')).toBeNull();
});
