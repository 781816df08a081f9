import { Worker } from 'bullmq';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectRedis, type RedisConnection } from '../../src/clients/redis.ts';
import { clusterOf, createQueues, DELIVER_QUEUE, diagnoseQueue, type Queues } from '../../src/jobs/queues.ts';
import type { RedisPart } from '../../src/sandbox/parts/redis.ts';
import { eventually } from '../bot/setup/running.ts';
import { startOwnRedis } from '../setup/own-redis.ts';
import { describeWith } from '../setup/part.ts';
import { asked } from './deliver/setup.ts';

describe('whose workers answer', () => {
  const prod = { name: 'prod', default: true };
  const dev = { name: 'dev', default: false };
  const pull = { kind: 'pull', what: 'cart-0' } as const;

  test.each([
    [{ ...pull, cluster: 'dev' }, [prod, dev], 'diagnose-dev'],
    [pull, [dev, prod], 'diagnose-prod'],
    [pull, [dev], 'diagnose-dev'],
    [pull, [dev, { ...dev, name: 'qa' }], 'diagnose'],
    [{ kind: 'status' } as const, [prod], 'diagnose'],
    [{ kind: 'push', image: 'a/b' } as const, [prod, dev], 'diagnose-prod'],
    [{ kind: 'login', registry: 'harbor.acme.test' } as const, [], 'diagnose'],
  ])('%o among %o is for %s', (question, clusters, queue) => {
    expect(diagnoseQueue(clusterOf(question, clusters))).toBe(queue);
  });
});

describeWith('redis', 'the queues', () => {
  let redis: RedisPart;
  let connection: RedisConnection;
  let queues: Queues;
  beforeAll(async () => {
    redis = await startOwnRedis(5);
    connection = await connectRedis(redis.url, 'worker', () => {});
    queues = createQueues(connection, [], () => {});
  });
  afterAll(async () => {
    await queues.stop();
    connection.disconnect();
    await redis.stop();
  });

  test('a run that is enqueued twice is diagnosed once', async () => {
    await queues.diagnose({ ...asked, id: 'inc-twice' });
    await queues.diagnose({ ...asked, id: 'inc-twice' });
    const seen: unknown[] = [];
    const worker = new Worker('diagnose', async (job) => void seen.push(job.id), { connection });
    await eventually(() => expect(seen).toEqual(['inc-twice-1']));
    await worker.close();
    expect(seen).toHaveLength(1);
  });

  test('of events that nobody reads some hundred are kept, not BullMQ’s ten thousand', async () => {
    const ids = Array.from({ length: 400 }, (_, at) => ({ ...asked, id: `inc-many-${at}` }));
    await Promise.all(ids.map((incident) => queues.diagnose(incident)));
    // Redis trims by whole nodes of its stream, a hundred entries each.
    expect(await connection.xlen('bull:diagnose:events')).toBeLessThan(310);
    await connection.del('bull:diagnose:wait');
  });

  test('deliveries of one incident never run side by side, and what is said meanwhile is delivered after', async () => {
    let state = 0;
    let running = 0;
    const seen: number[] = [];
    let release = (): void => {};
    const worker = new Worker(
      DELIVER_QUEUE,
      async () => {
        running += 1;
        expect(running).toBe(1);
        const now = state;
        await new Promise<void>((done) => {
          release = done;
        });
        seen.push(now);
        running -= 1;
      },
      { connection, concurrency: 10 },
    );
    const say = (): Promise<void> => queues.deliver({ incident: 'inc-serial', requestId: 'req' });
    await say();
    await eventually(() => expect(running).toBe(1));
    for (state = 1; state < 5; state++) await say();
    release();
    await eventually(() => expect(seen).toEqual([0]));
    await eventually(() => expect(running).toBe(1));
    release();
    await eventually(() => expect(seen).toEqual([0, 5]));
    await worker.close();
  });
});
