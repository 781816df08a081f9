/** Jobs as the worker that takes them sees them. */
import { Counter, Histogram } from 'prom-client';
import { LONG_SECONDS, registry, SECONDS } from './registry.ts';

/** The kinds of queues; a queue is one of these and a cluster. */
export type QueueKind = 'diagnose' | 'triage' | 'remediate' | 'deliver' | 'node';

export interface QueueLabels {
  readonly queue: QueueKind;
  /** Empty for what belongs to no cluster. */
  readonly cluster: string;
}

/**
 * `completed`; `put-back`: it goes on later, no try is counted; `failed`: it is tried again; `given-up`: it is not.
 */
export type JobEnding = 'completed' | 'put-back' | 'failed' | 'given-up';

export const jobsEnded = new Counter({
  name: 'registry_medic_jobs_total',
  help: 'Jobs that this process took, by how each try ended: completed, put-back (goes on later), failed (is tried again), given-up.',
  labelNames: ['queue', 'cluster', 'job', 'ending'],
  registers: [registry],
});

/** Seconds. */
export const jobWait = new Histogram({
  name: 'registry_medic_job_wait_seconds',
  help: 'From when a job was to be taken to when it was, in seconds; first tries only.',
  labelNames: ['queue', 'cluster'],
  buckets: LONG_SECONDS,
  registers: [registry],
});

/** Seconds. */
export const jobDuration = new Histogram({
  name: 'registry_medic_job_duration_seconds',
  help: 'How long one try of a job took, in seconds.',
  labelNames: ['queue', 'job'],
  buckets: SECONDS,
  registers: [registry],
});
