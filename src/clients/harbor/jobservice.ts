/** The job service's dashboard: pools, workers, queues, schedules. Since 2.7; `absent` before. */
import { z } from 'zod';
import type { HarborReader } from '../../engine/harbor/reader.ts';
import type { JobQueue, PoolWorker, Schedule, WorkerPool } from '../../engine/harbor/records.ts';
import { type HarborAsking, mapFound } from './asking.ts';
import { lastOf } from './logs.ts';
import { Moment } from './moments.ts';

const Pool = z
  .object({
    worker_pool_id: z.string(),
    start_at: Moment,
    heartbeat_at: Moment,
    concurrency: z.number().nullish(),
  })
  .transform(
    (pool): WorkerPool => ({
      id: pool.worker_pool_id,
      startedAt: pool.start_at,
      heartbeatAt: pool.heartbeat_at,
      concurrency: pool.concurrency ?? null,
    }),
  );

const Worker = z
  .object({
    id: z.string(),
    pool_id: z.string().nullish(),
    job_name: z.string().nullish(),
    job_id: z.string().nullish(),
    start_at: Moment,
    checkin_at: Moment,
  })
  .transform(
    (worker): PoolWorker => ({
      id: worker.id,
      pool: worker.pool_id ?? '',
      job: worker.job_id
        ? {
            type: worker.job_name ?? '',
            id: worker.job_id,
            startedAt: worker.start_at,
            checkedInAt: worker.checkin_at,
          }
        : null,
    }),
  );

const Queue = z
  .object({
    job_type: z.string(),
    count: z.number().nullish(),
    /** Seconds the oldest job waits. */
    latency: z.number().nullish(),
    paused: z.boolean().nullish(),
  })
  .transform(
    (queue): JobQueue => ({
      type: queue.job_type,
      waiting: queue.count ?? 0,
      latencyS: queue.latency ?? 0,
      paused: queue.paused ?? false,
    }),
  );

const Planned = z
  .object({ vendor_type: z.string(), vendor_id: z.number().nullish(), cron: z.string().nullish() })
  .transform(
    (one): Schedule => ({
      type: one.vendor_type,
      of: one.vendor_id && one.vendor_id > 0 ? one.vendor_id : null,
      cron: one.cron || null,
      state: 'on',
    }),
  );

const arrayOf = <T>(schema: z.ZodType<T>) =>
  z
    .array(schema)
    .nullable()
    .transform((records) => records ?? []);

type JobserviceCalls = Pick<
  HarborReader,
  'pools' | 'workers' | 'queues' | 'jobLog' | 'schedules' | 'schedulerPaused'
>;

export function jobserviceCalls(asking: HarborAsking): JobserviceCalls {
  return {
    pools: () => asking.one('/jobservice/pools', arrayOf(Pool)),
    workers: () => asking.one('/jobservice/pools/all/workers', arrayOf(Worker)),
    queues: () => asking.one('/jobservice/queues', arrayOf(Queue)),
    jobLog: async (job) =>
      mapFound(await asking.text(`/jobservice/jobs/${encodeURIComponent(job)}/log`), lastOf),
    schedules: async () => mapFound(await asking.list('/schedules', Planned), ({ items }) => items),
    schedulerPaused: () =>
      asking.one(
        '/schedules/all/paused',
        z.object({ paused: z.boolean().nullish() }).transform(({ paused }) => paused ?? false),
      ),
  };
}
