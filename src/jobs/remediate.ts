/** The worker of the remediate queues: the only process that has rights to write. Knows no Slack. */

import { DelayedError, type Job, Worker } from 'bullmq';
import type { RedisConnection } from '../clients/redis.ts';
import { redisTrouble } from '../clients/redis-trouble.ts';
import { withRequest } from '../log.ts';
import type { Workers } from './diagnose.ts';
import { remediateQueue } from './fix-queue.ts';
import { followed } from './followed.ts';
import { onQueue } from './on-queue.ts';
import { RemediateJob } from './queues.ts';
import { applyFix } from './remediate/apply-fix.ts';
import { expireApproval } from './remediate/expire-approval.ts';
import type { RemediateParts } from './remediate/parts.ts';
import { planFix } from './remediate/plan-fix.ts';
import { revertFix } from './remediate/revert-fix.ts';
import { type TakeUpParts, takeUpLost } from './remediate/take-up.ts';
import { type LookAgainIn, verifyFix } from './remediate/verify-fix.ts';
import { stopWithin } from './stop-within.ts';
import { dataOf, leavingNewer } from './take-job.ts';

/** As for diagnoses: a killed worker is followed within some eight seconds, and may die as often as it likes. */
const TAKE_OVER = { lockDuration: 4_000, stalledInterval: 2_000, maxStalledCount: 100 } as const;
const CONCURRENCY = 4;
/** Seldom anything is found: each step is handed on by whoever did the one before. */
const LOOK_EVERY_MS = 10_000;

export interface RemediateWorkerParts extends TakeUpParts {
  /** A connection with the patience of a worker. */
  readonly redis: RedisConnection;
}

/** Starts one worker per cluster, null for fixes of no cluster. */
export function startRemediateWorkers(
  clusters: readonly (string | null)[],
  parts: RemediateWorkerParts,
): Workers {
  const workers = clusters.map((cluster) => startWorker(cluster, parts));
  let over = false;
  let looking: Promise<void> | null = null;
  const timer = setInterval(() => {
    if (looking !== null) return;
    looking = takeUpLost(parts)
      .catch((error: unknown) => {
        if (!over) parts.log.warn({ err: error }, 'cannot look for fixes that were lost');
      })
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

function startWorker(cluster: string | null, parts: RemediateWorkerParts): Worker {
  const name = remediateQueue(cluster);
  const { redis, log } = parts;
  const worker = new Worker(
    name,
    followed(
      { queue: 'remediate', cluster },
      leavingNewer((job, token) => work(job, token, parts), log),
    ),
    {
      ...onQueue(redis, name),
      concurrency: CONCURRENCY,
      ...TAKE_OVER,
    },
  );
  worker.on('error', (error) => redisTrouble(log).heard(error, { queue: name }));
  worker.on('failed', (job, error) => {
    const over = job?.finishedOn !== undefined;
    log[over ? 'error' : 'warn'](
      { err: error, job: job?.data },
      over ? 'a fix was given up' : 'a step of a fix fails, will be tried again',
    );
  });
  return worker;
}

async function work(job: Job, token: string | undefined, parts: RemediateParts): Promise<void> {
  const asked = dataOf(job, RemediateJob);
  await withRequest(asked.requestId, async () => {
    switch (asked.do) {
      case 'plan':
        return planFix(asked.approval, parts);
      case 'apply':
        return applyFix(asked.approval, parts);
      case 'expire':
        return expireApproval(asked.approval, parts);
      case 'verify':
        return later(await verifyFix(asked.approval, parts), job, token);
      case 'revert':
        return later(await revertFix(asked.approval, parts), job, token);
    }
  });
}

/** The same job again after this time; null: it is over. */
async function later(againIn: LookAgainIn, job: Job, token: string | undefined): Promise<void> {
  if (againIn === null) return;
  await job.moveToDelayed(Date.now() + againIn, token);
  throw new DelayedError();
}
