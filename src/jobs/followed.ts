/** Every try of a job is counted, and traced under the span that put the job there. */
import { DelayedError, type Job } from 'bullmq';
import { type JobEnding, jobDuration, jobsEnded, jobWait, type QueueKind } from '../metrics/jobs.ts';
import { secondsSince } from '../metrics/registry.ts';
import { carriedBy, traced } from '../tracing/trace.ts';

/** The same work. `cluster` null: of none. */
export function followed<R>(
  { queue, cluster }: { readonly queue: QueueKind; readonly cluster: string | null },
  work: (job: Job, token?: string) => Promise<R>,
): (job: Job, token?: string) => Promise<R> {
  const of = { queue, cluster: cluster ?? '' };
  return (job, token) =>
    traced(
      () => ({
        name: `${queue} ${job.name}`,
        kind: 'consumer',
        parent: carriedBy(job.data),
        attributes: {
          'messaging.system': 'bullmq',
          'messaging.operation.type': 'process',
          'messaging.destination.name': job.queueName,
          'messaging.message.id': job.id ?? '',
          'registry_medic.try': job.attemptsStarted,
        },
      }),
      async (span) => {
        if (job.attemptsStarted <= 1) jobWait.observe(of, waitedS(job));
        const started = performance.now();
        const end = (ending: JobEnding): void => {
          jobsEnded.inc({ ...of, job: job.name, ending });
          jobDuration.observe({ queue, job: job.name }, secondsSince(started));
          span.set({ 'registry_medic.job.ending': ending });
        };
        try {
          const done = await work(job, token);
          end('completed');
          return done;
        } catch (error) {
          end(endingOf(job, error));
          throw error;
        }
      },
    );
}

/** When a job was to be taken at the earliest, milliseconds since 1970. BullMQ clears `delay` when the time has come. */
export function dueAt({ timestamp, opts }: Pick<Job, 'timestamp' | 'opts'>): number {
  return timestamp + (opts.delay ?? 0);
}

function waitedS(job: Job): number {
  return Math.max(0, (job.processedOn ?? Date.now()) - dueAt(job)) / 1000;
}

function endingOf({ attemptsMade, opts }: Job, error: unknown): JobEnding {
  if (error instanceof DelayedError) return 'put-back';
  return attemptsMade + 1 >= (opts.attempts ?? 1) ? 'given-up' : 'failed';
}
