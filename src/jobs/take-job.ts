/** What a job holds, and what becomes of one that a newer version of the product put there. */
import { DelayedError, type Job } from 'bullmq';
import type { z } from 'zod';
import type { Logger } from '../log.ts';
import { FORMAT, isNewerFormat, refuseNewer } from '../store/format.ts';

/** How soon a job that is left is offered again, to whoever takes it then, milliseconds. */
const AGAIN_MS = 3_000;

/** Data of a job with its format number. */
export function numbered<T extends object>(data: T): T & { readonly version: number } {
  return { version: FORMAT, ...data };
}

/** Throws NewerFormat, ZodError. */
export function dataOf<T>(job: Pick<Job, 'id' | 'name' | 'data'>, shape: z.ZodType<T>): T {
  refuseNewer(`job ${job.name} ${job.id}`, job.data);
  return shape.parse(job.data);
}

/** The worker's own work, except that a job or record of a newer format stays in the queue: no try is counted. */
export function leavingNewer<R>(
  work: (job: Job, token: string | undefined) => Promise<R>,
  log: Logger,
): (job: Job, token?: string) => Promise<R> {
  return async (job, token) => {
    try {
      return await work(job, token);
    } catch (error) {
      if (!isNewerFormat(error)) throw error;
      log.warn({ err: error, queue: job.queueName, job: job.id }, 'left to a newer version');
      await job.moveToDelayed(Date.now() + AGAIN_MS, token);
      throw new DelayedError();
    }
  };
}
