/** Puts a job into a queue: with its format number, and with the trace it belongs to, where traces are made. */
import type { JobsOptions, Queue } from 'bullmq';
import { carried, traced } from '../tracing/trace.ts';
import { numbered } from './take-job.ts';

/** What is added once; jobs that are known to the queue by their id are not added again. */
export async function enqueue(queue: Queue, job: string, data: object, opts: JobsOptions): Promise<void> {
  await traced(
    () => ({
      name: `enqueue ${queue.name}`,
      kind: 'producer',
      attributes: {
        'messaging.system': 'bullmq',
        'messaging.operation.type': 'send',
        'messaging.destination.name': queue.name,
      },
    }),
    async () => queue.add(job, { ...numbered(data), ...carried() }, opts),
  );
}
