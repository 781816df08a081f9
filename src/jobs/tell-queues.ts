/** What waits in queues, told to whoever scrapes. */
import { type Job, Queue } from 'bullmq';
import type { RedisConnection } from '../clients/redis.ts';
import type { QueueKind } from '../metrics/jobs.ts';
import { forgetQueues, type QueueSeen, setQueue } from '../metrics/queues.ts';
import { readAtScrape } from '../metrics/scrape.ts';
import { remediateQueue } from './fix-queue.ts';
import { dueAt } from './followed.ts';
import { fillsQueue } from './on-queue.ts';
import { DELIVER_QUEUE, diagnoseQueue, triageQueue } from './queues.ts';

export interface ToldQueue {
  readonly queue: QueueKind;
  /** Empty for what belongs to no cluster. */
  readonly cluster: string;
  /** In Redis. */
  readonly name: string;
}

const NAMES = { diagnose: diagnoseQueue, triage: triageQueue, remediate: remediateQueue } as const;

/** One of each kind for each cluster, null for what belongs to none. */
export function queuesOf(
  kinds: readonly (keyof typeof NAMES)[],
  clusters: readonly (string | null)[],
): readonly ToldQueue[] {
  return kinds.flatMap((queue) =>
    clusters.map((cluster) => ({ queue, cluster: cluster ?? '', name: NAMES[queue](cluster) })),
  );
}

export const TOLD_DELIVERIES: ToldQueue = { queue: 'deliver', cluster: '', name: DELIVER_QUEUE };

/** Until what it returns is called. The connection stays its owner's. */
export function tellQueues(redis: RedisConnection, told: readonly ToldQueue[]): () => Promise<void> {
  const queues = told.map((one) => {
    const queue = new Queue(one.name, fillsQueue(redis, one.name));
    // Whoever owns the connection logs what is wrong with it.
    queue.on('error', () => {});
    return { one, queue };
  });
  const untold = readAtScrape({
    forget: forgetQueues,
    async read() {
      if (redis.status !== 'ready') throw new Error(`Reading queues: no connection (${redis.status})`);
      const seen = await Promise.all(queues.map(({ one, queue }) => look(one, queue)));
      return () => seen.forEach(setQueue);
    },
  });
  return async () => {
    untold();
    await Promise.all(queues.map(({ queue }) => queue.close()));
  };
}

async function look({ queue: kind, cluster }: ToldQueue, queue: Queue): Promise<QueueSeen> {
  const counts = await queue.getJobCounts('wait', 'prioritized', 'delayed', 'active', 'failed');
  const { wait = 0, prioritized = 0, delayed = 0, active = 0, failed = 0 } = counts;
  const heads = await Promise.all([
    wait > 0 ? queue.getJobs(['wait'], 0, 0, true) : [],
    prioritized > 0 ? queue.getJobs(['prioritized'], 0, 0, true) : [],
  ]);
  // One that was taken in between is gone, which its type does not say.
  const there = heads.flat().filter((job: Job | undefined) => job !== undefined);
  const waits = there.map((job) => (Date.now() - waitsSince(job)) / 1000);
  return {
    of: { queue: kind, cluster },
    jobs: { waiting: wait, prioritized, delayed, active, failed },
    oldestWaitS: Math.max(0, ...waits),
  };
}

/** What was tried and came back waits since then at the earliest. */
function waitsSince(job: Job): number {
  return Math.max(dueAt(job), job.processedOn ?? 0);
}
