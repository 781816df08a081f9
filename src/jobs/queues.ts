/** The queues by name, what their jobs hold, and how they are filled. Who empties them is in their own files. */

import { type JobsOptions, Queue } from 'bullmq';
import { z } from 'zod';
import type { RedisConnection } from '../clients/redis.ts';
import type { Incident } from '../engine/incident.ts';
import { Question } from '../engine/question.ts';
import { SightingTarget, targetKey } from '../engine/sighting.ts';
import { carried } from '../tracing/trace.ts';
import { enqueue } from './enqueue.ts';
import { type FixQueue, fixQueue } from './fix-queue.ts';
import { fillsQueue } from './on-queue.ts';
import { numbered } from './take-job.ts';

export const DiagnoseJob = z.object({
  incident: z.string(),
  run: z.int(),
  requestId: z.string(),
  question: Question,
});
export type DiagnoseJob = z.infer<typeof DiagnoseJob>;

export const DeliverJob = z.object({
  incident: z.string(),
  requestId: z.string(),
  /** What people asked goes out before what alerts tell. */
  priority: z.literal('alert').exactOptional(),
});
export type DeliverJob = z.infer<typeof DeliverJob>;

/** Looks later whether a run is still unanswered, so that the thread says so. */
export const WatchJob = z.object({ incident: z.string(), run: z.int(), requestId: z.string() });
export type WatchJob = z.infer<typeof WatchJob>;

export const DELIVER_QUEUE = 'deliver';
/** Job names of the deliver queue. */
export const DELIVER = 'deliver';
export const WATCH = 'watch';

/** Questions that belong to no cluster have a queue of their own. */
export function diagnoseQueue(cluster: string | null): string {
  return cluster === null ? 'diagnose' : `diagnose-${cluster}`;
}

/** The queue of the worker that runs on one node. */
export function nodeQueue(cluster: string, node: string): string {
  return `node-${cluster}-${node}`;
}

/** What alerts tell of is looked at apart from what people ask, so that nobody waits behind a flood. */
export function triageQueue(cluster: string | null): string {
  return cluster === null ? 'triage' : `triage-${cluster}`;
}

/** Looks at one target that was told of; what was told waits in the store. */
export const TriageJob = z.object({ target: SightingTarget, requestId: z.string() });
export type TriageJob = z.infer<typeof TriageJob>;

/** Job names of the triage queues. */
export const TRIAGE_JOB = 'triage';
export const SWEEP_JOB = 'sweep';
export const REGISTRIES_JOB = 'registries';

/** What is looked at by the clock, without anybody asking. */
export interface LookAround {
  /** Of the clusters that this process serves. Null: never. */
  readonly sweeps: readonly { readonly cluster: string; readonly everyMs: number | null }[];
  /** Null: never. `others`: not for us to say. */
  readonly registriesEveryMs: number | null | 'others';
}

export const SweepJob = z.object({ cluster: z.string() });

export const RemediateJob = z.object({
  do: z.enum(['plan', 'apply', 'verify', 'expire', 'revert']),
  approval: z.string(),
  requestId: z.string(),
});
export type RemediateJob = z.infer<typeof RemediateJob>;

export interface KnownCluster {
  readonly name: string;
  readonly default: boolean;
}

/** Questions that belong to no cluster. */
const NOWHERE: ReadonlySet<Question['kind']> = new Set(['status', 'explain', 'jobs', 'storage', 'offline']);

/** Whose workers can answer: the cluster named, else the default one, else the only one, else any. */
export function clusterOf(question: Question, clusters: readonly KnownCluster[]): string | null {
  if (NOWHERE.has(question.kind)) return null;
  // A Harbor belongs to no cluster; only a Repository does.
  if (question.kind === 'sync') return question.cluster ?? null;
  const named = 'cluster' in question ? question.cluster : undefined;
  if (named !== undefined) return named;
  const usual = clusters.find((one) => one.default) ?? (clusters.length === 1 ? clusters[0] : undefined);
  return usual?.name ?? null;
}

export interface Queues extends FixQueue {
  /** Hands an incident's current run to the workers of its cluster. Twice is once. */
  diagnose(incident: Incident): Promise<void>;
  /** Something about this incident is to be shown. Many calls in a row become few deliveries, the last state wins. */
  deliver(job: DeliverJob): Promise<void>;
  /** Something was told of this target. Many tellings in a row become few looks. */
  triage(target: SightingTarget, requestId: string, when?: { readonly delayMs: number }): Promise<void>;
  /** Sets what is looked at by the clock; what is not named any more is not looked at any more. */
  lookAround(what: LookAround): Promise<void>;
  /** Looks again when a run should have been taken up, and when it should have been answered. */
  watch(incident: Incident): Promise<void>;
  stop(): Promise<void>;
}

const HOUR_S = 60 * 60;
const KEEP: JobsOptions = {
  removeOnComplete: { age: HOUR_S, count: 1_000 },
  removeOnFail: { age: 7 * 24 * HOUR_S, count: 1_000 },
};

/** A diagnosis that fails by our own fault is tried once more; its probes have tried enough themselves. */
const DIAGNOSE: JobsOptions = { ...KEEP, attempts: 2, backoff: { type: 'fixed', delay: 500 } };

/** Of our own failures; while Slack is away or asks to wait, nothing counts as a try. */
const DELIVERY: JobsOptions = {
  attempts: 10,
  backoff: { type: 'exponential', delay: 500, jitter: 0.3 },
  removeOnComplete: true,
  removeOnFail: { age: 7 * 24 * HOUR_S, count: 1_000 },
};

const ALERT_PRIORITY = 10;
const SWEEP_PRIORITY = 20;

/** Some eight minutes of trying outlast a restart; what was told stays in the store and is found by the next look. */
const TRIAGE: JobsOptions = {
  attempts: 10,
  backoff: { type: 'exponential', delay: 500, jitter: 0.3 },
  removeOnComplete: true,
  removeOnFail: { age: 7 * 24 * HOUR_S, count: 1_000 },
};

/** When a run is looked at again, milliseconds after it was asked. */
const WATCH_AFTER_MS = [9_000, 75_000] as const;

export function createQueues(
  redis: RedisConnection,
  clusters: readonly KnownCluster[],
  onError: (error: Error) => void,
): Queues {
  const open = new Map<string, Queue>();
  const queue = (name: string): Queue => {
    const known = open.get(name);
    if (known) return known;
    const made = new Queue(name, fillsQueue(redis, name));
    made.on('error', onError);
    open.set(name, made);
    return made;
  };
  return {
    async diagnose({ id, run, requestId, question }) {
      const data: DiagnoseJob = { incident: id, run, requestId, question };
      const name = diagnoseQueue(clusterOf(question, clusters));
      await enqueue(queue(name), question.kind, data, { ...DIAGNOSE, jobId: `${id}-${run}` });
    },
    async deliver(job) {
      const deduplication = { id: job.incident, keepLastIfActive: true };
      // BullMQ takes jobs without a priority first.
      const later = job.priority === undefined ? {} : { priority: ALERT_PRIORITY };
      await enqueue(queue(DELIVER_QUEUE), DELIVER, job, { ...DELIVERY, ...later, deduplication });
    },
    ...fixQueue(queue),
    async triage(target, requestId, { delayMs } = { delayMs: 0 }) {
      const usual = clusters.find((one) => one.default) ?? (clusters.length === 1 ? clusters[0] : undefined);
      const cluster = clusters.find(({ name }) => name === target.cluster) ?? usual;
      const data: TriageJob = { target, requestId };
      const id = targetKey(target);
      // What waits for the end of a silence must not swallow what is told meanwhile.
      const when =
        delayMs > 0
          ? // A silence may end sooner or later than it was to; the look that finds it longer asks for the next one.
            {
              delay: delayMs,
              deduplication: { id: `${id}|held`, reschedule: true, keepLastIfActive: true },
            }
          : { deduplication: { id, keepLastIfActive: true } };
      await enqueue(queue(triageQueue(cluster?.name ?? null)), TRIAGE_JOB, data, { ...TRIAGE, ...when });
    },
    async lookAround({ sweeps, registriesEveryMs }) {
      const opts = {
        ...KEEP,
        attempts: 3,
        backoff: { type: 'fixed', delay: 5_000 },
        priority: SWEEP_PRIORITY,
      };
      for (const { cluster, everyMs } of sweeps) {
        const each = queue(triageQueue(cluster));
        if (everyMs === null) await each.removeJobScheduler(SWEEP_JOB);
        else
          await each.upsertJobScheduler(
            SWEEP_JOB,
            { every: everyMs },
            { name: SWEEP_JOB, data: numbered({ cluster }), opts },
          );
      }
      if (registriesEveryMs === 'others') return;
      const own = queue(triageQueue(null));
      if (registriesEveryMs === null) await own.removeJobScheduler(REGISTRIES_JOB);
      else
        await own.upsertJobScheduler(
          REGISTRIES_JOB,
          { every: registriesEveryMs },
          { name: REGISTRIES_JOB, data: numbered({}), opts },
        );
    },
    async watch({ id, run, requestId }) {
      const data: WatchJob = { incident: id, run, requestId };
      const jobs = WATCH_AFTER_MS.map((delay) => ({
        name: WATCH,
        data: { ...numbered(data), ...carried() },
        opts: { ...KEEP, removeOnComplete: true, delay, jobId: `watch-${id}-${run}-${delay}` },
      }));
      await queue(DELIVER_QUEUE).addBulk(jobs);
    },
    async stop() {
      await Promise.all([...open.values()].map((one) => one.close()));
    },
  };
}
