/** The worker of the triage queues, and the looks at open troubles. Knows no Slack. */

import { type Job, Worker } from 'bullmq';
import type { RedisConnection } from '../../clients/redis.ts';
import { redisTrouble } from '../../clients/redis-trouble.ts';
import { withRequest } from '../../log.ts';
import type { Workers } from '../diagnose.ts';
import { followed } from '../followed.ts';
import { onQueue } from '../on-queue.ts';
import { lookAtRegistries, sweepCluster } from '../own-eyes/look-around.ts';
import type { Tell } from '../own-eyes/tell.ts';
import { REGISTRIES_JOB, SWEEP_JOB, SweepJob, TriageJob, triageQueue } from '../queues.ts';
import { stopWithin } from '../stop-within.ts';
import { dataOf, leavingNewer } from '../take-job.ts';
import { lookAgain } from './close.ts';
import type { TriageParts } from './parts.ts';
import { triage } from './triage.ts';

/** Fewer than of people's questions, so that a flood leaves the process to them. */
const CONCURRENCY = 4;

/** As of diagnoses: a killed worker is followed within eight seconds. */
const TAKE_OVER = { lockDuration: 4_000, stalledInterval: 2_000, maxStalledCount: 10 } as const;

const LOOK_EVERY_MS = 2_000;

/** Starts one worker per cluster, null for what belongs to none. */
export function startTriageWorkers(
  clusters: readonly (string | null)[],
  redis: RedisConnection,
  parts: TriageParts & { readonly tell: Tell },
): Workers {
  const { log } = parts;
  const workers = clusters.map((cluster) => {
    const queue = triageQueue(cluster);
    const worker = new Worker(
      queue,
      followed(
        { queue: 'triage', cluster },
        leavingNewer((job) => work(job, parts), log),
      ),
      {
        ...onQueue(redis, queue),
        concurrency: CONCURRENCY,
        ...TAKE_OVER,
      },
    );
    worker.on('error', (error) => redisTrouble(log).heard(error, { queue }));
    worker.on('failed', (job, error) => {
      const isOver = job?.finishedOn !== undefined;
      log[isOver ? 'error' : 'warn']({ err: error, job: job?.data, isOver }, 'triage fails');
    });
    return worker;
  });
  let over = false;
  let looking: Promise<void> | null = null;
  const timer = setInterval(() => {
    if (looking !== null) return;
    looking = lookAgain(parts, () => over)
      .catch((error: unknown) => log.warn({ err: error }, 'cannot look at open troubles'))
      .finally(() => {
        looking = null;
      });
  }, LOOK_EVERY_MS);
  return {
    running: workers,
    async stop(ms) {
      over = true;
      clearInterval(timer);
      return stopWithin(workers, ms);
    },
  };
}

async function work(job: Job, parts: TriageParts & { readonly tell: Tell }): Promise<void> {
  const round = `look-${job.id ?? ''}`;
  switch (job.name) {
    case SWEEP_JOB: {
      const { cluster } = dataOf(job, SweepJob);
      return withRequest(round, () => sweepCluster(cluster, round, parts));
    }
    case REGISTRIES_JOB:
      return withRequest(round, () => lookAtRegistries(round, parts));
    default: {
      const asked = dataOf(job, TriageJob);
      return withRequest(asked.requestId, () => triage(asked, parts));
    }
  }
}
