/** Asks the worker of a node through its queue. Connects to Redis when first asked, and never waits in vain. */
import { setTimeout as wait } from 'node:timers/promises';
import { Queue } from 'bullmq';
import { connectRedis, type RedisConnection } from '../clients/redis.ts';
import { type NodeAnswer, type NodeAsker, type NodeQuestion, NodeView } from '../engine/node-view.ts';
import type { Words } from '../engine/words.ts';
import { keysOf } from '../store/keys.ts';
import { carried } from '../tracing/trace.ts';
import { fillsQueue } from './on-queue.ts';
import { nodeQueue } from './queues.ts';
import { numbered } from './take-job.ts';

export interface ClosableNodeAsker extends NodeAsker {
  close(): Promise<void>;
}

const words: Words<{
  readonly late: string;
  readonly died: string;
  readonly failed: (why: string) => string;
}> = {
  en: {
    late: 'its worker did not answer in time',
    died: 'its worker ended before it answered',
    failed: (why) => `its worker failed: ${why}`,
  },
};

/** How long a Redis that is away may hold up a diagnosis, milliseconds. */
const REDIS_MS = 1_000;
/** How long an answer is waited for, milliseconds. */
const ANSWER_MS = 7_500;
/** The answer is looked for so often: cheaper than a connection that listens to each node's queue. */
const LOOK_MS = 50;

export function createNodeAsker(redisUrl: string): ClosableNodeAsker {
  let connecting: Promise<RedisConnection> | null = null;
  const queues = new Map<string, Queue>();
  const connected = (): Promise<RedisConnection> => {
    connecting ??= connectRedis(redisUrl, 'requests', () => {}, REDIS_MS).catch((error: unknown) => {
      connecting = null;
      throw error;
    });
    return connecting;
  };
  const queueOf = (name: string, redis: RedisConnection): Queue => {
    const queue = queues.get(name) ?? new Queue(name, fillsQueue(redis, name));
    if (!queues.has(name)) queue.on('error', () => {});
    queues.set(name, queue);
    return queue;
  };
  return {
    async view({ cluster, node }, question, signal) {
      try {
        const redis = await connected();
        const alive = keysOf(redis).nodeAlive(cluster, node);
        if ((await redis.exists(alive)) === 0) return { ended: 'no-worker' };
        const queue = queueOf(nodeQueue(cluster, node), redis);
        return await ask(queue, question, async () => (await redis.exists(alive)) === 1, signal);
      } catch (error) {
        return { ended: 'failed', says: error instanceof Error ? error.message : String(error) };
      }
    },
    async close() {
      await Promise.all([...queues.values()].map((queue) => queue.close()));
      (await connecting?.catch(() => null))?.disconnect();
    },
  };
}

async function ask(
  queue: Queue,
  question: Pick<NodeQuestion, 'image' | 'runtime'>,
  lives: () => Promise<boolean>,
  signal: AbortSignal,
): Promise<NodeAnswer> {
  const until = Date.now() + ANSWER_MS;
  const data: NodeQuestion = { ask: 'view', ...question, until: new Date(until).toISOString() };
  const job = await queue.add(
    'view',
    { ...numbered(data), ...carried() },
    {
      removeOnComplete: { age: 60 },
      removeOnFail: { age: 60 },
    },
  );
  const without = async (says: string): Promise<NodeAnswer> => {
    // Taken back, so that a worker that comes up later does not look for nobody.
    await job.remove().catch(() => {});
    return { ended: 'failed', says };
  };
  for (let looks = 1; Date.now() < until && !signal.aborted; looks++) {
    await wait(LOOK_MS);
    const now = await queue.getJob(job.id ?? '');
    if (now?.failedReason) return { ended: 'failed', says: words.en.failed(now.failedReason) };
    if (now?.finishedOn !== undefined) return read(now.returnvalue);
    if (looks % 10 === 0 && !(await lives())) return without(words.en.died);
  }
  return without(words.en.late);
}

/** A worker of another version may answer in another shape. */
function read(value: unknown): NodeAnswer {
  const view = NodeView.safeParse(value);
  return view.success
    ? { ended: 'seen', view: view.data }
    : { ended: 'failed', says: words.en.failed('its answer is of another version') };
}
