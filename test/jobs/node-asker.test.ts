import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { createNodeAsker } from '../../src/jobs/node-asker.ts';
import { nodeQueue } from '../../src/jobs/queues.ts';
import { freePort, type RedisPart } from '../../src/sandbox/parts/redis.ts';
import { keys } from '../../src/store/keys.ts';
import { FOUND, viewOf } from '../engine/made-view.ts';
import { startOwnRedis } from '../setup/own-redis.ts';
import { describeWith } from '../setup/part.ts';

const QUESTION = { image: 'harbor.acme.test/shop/cart:1' };
const never = new AbortController().signal;

test('a Redis that is away holds nobody up', async () => {
  const asker = createNodeAsker(`redis://127.0.0.1:${await freePort()}`);
  onTestFinished(asker.close);
  const answer = await asker.view({ cluster: 'lab', node: 'worker-1' }, QUESTION, never);
  expect(answer).toMatchObject({ ended: 'failed', says: expect.stringContaining('does not answer') });
});

describeWith('redis', 'asking a node', () => {
  let part: RedisPart;
  let redis: Redis;
  beforeAll(async () => {
    part = await startOwnRedis(13);
    redis = new Redis(part.url, { maxRetriesPerRequest: null });
  });
  afterAll(async () => {
    redis.disconnect();
    await part.stop();
  });

  const ask = (node: string) => {
    const asker = createNodeAsker(part.url);
    onTestFinished(asker.close);
    return asker.view({ cluster: 'lab', node }, QUESTION, never);
  };
  const live = (node: string) => redis.set(keys.nodeAlive('lab', node), 'now', 'EX', 60);
  const work = async (node: string, answer: (data: unknown) => Promise<unknown>) => {
    const worker = new Worker(nodeQueue('lab', node), (job) => answer(job.data), { connection: redis });
    onTestFinished(() => worker.close(true));
    await live(node);
  };

  test('no sign of life is no worker, at once', async () => {
    expect(await ask('silent')).toEqual({ ended: 'no-worker' });
  });

  test('a view comes back as it was sent, and the question holds no secret', async () => {
    const view = viewOf(FOUND);
    const heard: unknown[] = [];
    await work('well', async (data) => {
      heard.push(data);
      return view;
    });
    expect(await ask('well')).toEqual({ ended: 'seen', view });
    expect(heard).toEqual([{ version: 1, ask: 'view', ...QUESTION, until: expect.any(String) }]);
  });

  test('a worker of another version, and one that fails, are said', async () => {
    await work('old', async () => ({ node: 'old' }));
    expect(await ask('old')).toMatchObject({
      ended: 'failed',
      says: expect.stringContaining('another version'),
    });
    await work('broken', async () => {
      throw new Error('disk on fire');
    });
    expect(await ask('broken')).toMatchObject({
      ended: 'failed',
      says: expect.stringContaining('disk on fire'),
    });
  });

  test('one that dies while it is asked is not waited for to the end', async () => {
    await live('dying');
    const answer = ask('dying');
    const queue = new Queue(nodeQueue('lab', 'dying'), { connection: redis });
    await expect.poll(() => queue.getWaitingCount(), { interval: 20 }).toBe(1);
    await redis.del(keys.nodeAlive('lab', 'dying'));
    expect(await answer).toEqual({ ended: 'failed', says: 'its worker ended before it answered' });
    expect(await queue.getWaitingCount()).toBe(0);
    await queue.close();
  });
});
