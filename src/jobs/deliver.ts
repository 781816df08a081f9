/** The worker of the deliver queue: the only one that talks to Slack. Runs in the bot. */

import { DelayedError, type Job, Worker } from 'bullmq';
import type { RedisConnection } from '../clients/redis.ts';
import { redisTrouble } from '../clients/redis-trouble.ts';
import { withRequest } from '../log.ts';
import { type DeliverParts, deliverIncident } from './deliver/deliver-incident.ts';
import { TryLater } from './deliver/desk.ts';
import type { Workers } from './diagnose.ts';
import { followed } from './followed.ts';
import { onQueue } from './on-queue.ts';
import { DELIVER_QUEUE, DeliverJob, type Queues, WATCH, WatchJob } from './queues.ts';
import { stopWithin } from './stop-within.ts';
import { dataOf, leavingNewer } from './take-job.ts';

/** Deliveries of one incident come one after the other (the queue sees to it); this many incidents side by side. */
const CONCURRENCY = 10;

/** A Web API call takes 8 s at most and does not block: a bot that is killed is followed within some ten seconds. */
const TAKE_OVER = { lockDuration: 5_000, stalledInterval: 2_000, maxStalledCount: 10 } as const;

/** Slack has been away for hours before; what it could not be told in a day nobody waits for. */
const GIVEN_UP_MS = 24 * 60 * 60 * 1000;
const LONGEST_PAUSE_MS = 30_000;

/** Growing from half a second, with chance, so that a Slack that comes back is not met by all at once. */
function pause(tries: number): number {
  const whole = Math.min(LONGEST_PAUSE_MS, 500 * 2 ** Math.min(tries, 10));
  return Math.round(whole * (0.7 + 0.3 * Math.random()));
}

export interface DeliverWorkerParts extends DeliverParts {
  /** A connection with the patience of a worker. */
  readonly redis: RedisConnection;
  readonly queues: Queues;
}

export function startDeliverWorker(parts: DeliverWorkerParts): Workers {
  const { log } = parts;
  const worker = new Worker(
    DELIVER_QUEUE,
    followed(
      { queue: 'deliver', cluster: null },
      leavingNewer((job, token) => work(job, token, parts), log),
    ),
    {
      ...onQueue(parts.redis, DELIVER_QUEUE),
      concurrency: CONCURRENCY,
      ...TAKE_OVER,
    },
  );
  worker.on('error', (error) => redisTrouble(log).heard(error, { queue: DELIVER_QUEUE }));
  worker.on('failed', (job, error) => {
    const isOver = job?.finishedOn !== undefined;
    log[isOver ? 'error' : 'warn'](
      { err: error, job: job?.data },
      isOver ? 'delivery given up' : 'delivery fails, will be tried again',
    );
  });
  return { running: [worker], stop: (ms) => stopWithin([worker], ms) };
}

async function work(job: Job, token: string | undefined, parts: DeliverWorkerParts): Promise<void> {
  if (job.name === WATCH) {
    const watched = dataOf(job, WatchJob);
    return withRequest(watched.requestId, () => lookAgain(watched, parts));
  }
  const { incident, requestId } = dataOf(job, DeliverJob);
  await withRequest(requestId, () => deliverIncident(incident, parts)).catch(async (error: unknown) => {
    if (!(error instanceof TryLater) || Date.now() - job.timestamp > GIVEN_UP_MS) throw error;
    const retryMs = error.retryMs ?? pause(job.attemptsStarted);
    parts.log.info({ incident, retryMs, says: error.message }, 'delivery waits');
    await job.moveToDelayed(Date.now() + retryMs, token);
    throw new DelayedError();
  });
}

/** Still unanswered: the thread is brought up to date, where how long it takes is said. */
async function lookAgain({ incident, run, requestId }: WatchJob, parts: DeliverWorkerParts): Promise<void> {
  const record = await parts.incidents.read(incident);
  if (record?.run === run && record.state.is !== 'answered')
    await parts.queues.deliver({ incident, requestId });
}
