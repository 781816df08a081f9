/** What waits in the queues, read when somebody scrapes. Every process that tells of a queue tells the same: take the max. */
import { Gauge } from 'prom-client';
import type { QueueLabels } from './jobs.ts';
import { registry } from './registry.ts';

/** As BullMQ names them; `prioritized` waits behind `waiting`. */
export const QUEUE_STATES = ['waiting', 'prioritized', 'delayed', 'active', 'failed'] as const;
export type QueueState = (typeof QUEUE_STATES)[number];

const depth = new Gauge({
  name: 'registry_medic_queue_jobs',
  help: 'Jobs in a queue by state: waiting, prioritized (waits behind waiting), delayed (its time has not come), active, failed (kept for a week).',
  labelNames: ['queue', 'cluster', 'state'],
  registers: [registry],
});

/** Seconds. */
const oldestWait = new Gauge({
  name: 'registry_medic_queue_oldest_wait_seconds',
  help: 'For how long the job at the head of a queue could have been taken and was not, in seconds; 0 where none waits.',
  labelNames: ['queue', 'cluster'],
  registers: [registry],
});

export interface QueueSeen {
  readonly of: QueueLabels;
  readonly jobs: Readonly<Record<QueueState, number>>;
  readonly oldestWaitS: number;
}

export function setQueue({ of, jobs, oldestWaitS }: QueueSeen): void {
  for (const state of QUEUE_STATES) depth.set({ ...of, state }, jobs[state]);
  oldestWait.set({ ...of }, oldestWaitS);
}

/** Nothing is known of them until they are read again. */
export function forgetQueues(): void {
  depth.reset();
  oldestWait.reset();
}
