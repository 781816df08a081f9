/** During a rolling update: what a newer version put into a queue or a record is left for it, and loses no try. */
import { Queue } from 'bullmq';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { connectRedis, type RedisConnection } from '../../src/clients/redis.ts';
import { startDiagnoseWorkers, type Workers } from '../../src/jobs/diagnose.ts';
import { onQueue } from '../../src/jobs/on-queue.ts';
import { createQueues, type Queues } from '../../src/jobs/queues.ts';
import { dataOf, numbered } from '../../src/jobs/take-job.ts';
import type { RedisPart } from '../../src/sandbox/parts/redis.ts';
import { NewerFormat } from '../../src/store/format.ts';
import { type IncidentStore, incidentStore } from '../../src/store/incidents.ts';
import { keys } from '../../src/store/keys.ts';
import { eventually } from '../bot/setup/running.ts';
import { startOwnRedis } from '../setup/own-redis.ts';
import { describeWith } from '../setup/part.ts';
import { asked } from './deliver/setup.ts';

const job = (data: unknown) => ({ id: '1', name: 'x', data });

test('a job without a number is of the first format; a newer one is refused by its number', () => {
  const Shape = z.object({ a: z.string() });
  expect(dataOf(job({ a: 'b' }), Shape)).toEqual({ a: 'b' });
  expect(dataOf(job(numbered({ a: 'b' })), Shape)).toEqual({ a: 'b' });
  expect(() => dataOf(job({ version: 2, anything: 1 }), Shape)).toThrow(NewerFormat);
});

describeWith('redis', 'an older worker beside a newer one', () => {
  let part: RedisPart;
  let redis: RedisConnection;
  let queues: Queues;
  let incidents: IncidentStore;
  let queue: Queue;
  let workers: Workers | null = null;
  beforeAll(async () => {
    part = await startOwnRedis(8);
    redis = await connectRedis(part.url, 'worker', () => {});
    queues = createQueues(redis, [], () => {});
    incidents = incidentStore(redis);
    queue = new Queue('diagnose', onQueue(redis, 'diagnose'));
  });
  afterEach(async () => {
    await workers?.stop(1_000);
  });
  afterAll(async () => {
    await Promise.all([queues.stop(), queue.close()]);
    redis.disconnect();
    await part.stop();
  });
  const start = (): void => {
    workers = startDiagnoseWorkers([null], {
      redis,
      queues,
      incidents,
      answer: async () => ({ kind: 'note', says: 'answered', lines: [] }),
      log: pino({ level: 'silent' }),
    });
  };

  test('a newer job waits, untried, and is done once it can be read', async () => {
    await incidents.open({ ...asked, id: 'inc-job' });
    const { run, requestId, question } = asked;
    const data = { incident: 'inc-job', run, requestId, question };
    await queue.add('image', { version: 2, ...data }, { jobId: 'newer', attempts: 2 });
    start();
    await eventually(async () => expect(await queue.getDelayedCount()).toBe(1));
    const left = await queue.getJob('newer');
    expect([left?.attemptsMade, left?.failedReason]).toEqual([0, undefined]);
    expect((await incidents.read('inc-job'))?.state.is).toBe('waiting');
    // What the newer process would see: its own format.
    await left?.updateData(numbered(data));
    await eventually(async () => expect((await incidents.read('inc-job'))?.state.is).toBe('answered'));
  });

  test('a record that a newer version wrote is left as it is, and so is the job about it', async () => {
    const raw = JSON.stringify({ version: 2, ...asked, id: 'inc-record', more: 'of a newer version' });
    await redis.set(keys.incident('inc-record'), raw);
    await queues.diagnose({ ...asked, id: 'inc-record' });
    start();
    await eventually(async () => expect(await queue.getDelayedCount()).toBe(1));
    expect(await redis.get(keys.incident('inc-record'))).toBe(raw);
    expect(await queue.getFailedCount()).toBe(0);
  });
});
