/** The job service while its pod is sick: its queue grows and replications fail, and both recover with it. */
import type { Execution } from './tasks/records.ts';
import { copied, taskOf } from './tasks/replication.ts';
import type { Work } from './tasks/work.ts';

const PENDING_EVERY_MS = 5_000;
const EXECUTION_EVERY_MS = 30_000;
const RAN_MS = 4_000;

export interface Queue {
  readonly job_type: string;
  readonly count: number;
  /** Seconds the oldest job waits. */
  readonly latency: number;
  readonly paused: boolean;
}

export interface Jobs {
  /** Tells the job service's state; every reader of the API does so first. */
  observe(health: { readonly healthy: boolean; readonly since?: Date }, now: Date): void;
  /** Since when it is down, or null. */
  downSince(): Date | null;
  queues(now: Date): readonly Queue[];
  /** Newest first. */
  executions(): readonly Execution[];
}

export const JOB_TYPES = [
  'REPLICATION',
  'IMAGE_SCAN',
  'SCAN_ALL',
  'SBOM',
  'GARBAGE_COLLECTION',
  'RETENTION',
  'WEBHOOK',
  'SLACK',
  'P2P_PREHEAT',
  'PURGE_AUDIT_LOG',
  'SCAN_DATA_EXPORT',
  'SYSTEM_ARTIFACT_CLEANUP',
  'EXECUTION_SWEEP',
  'AUDIT_LOGS_GDPR_COMPLIANT',
  'SCHEDULER',
] as const;

/** A job service with a day of good replications behind it. */
export function createJobs(start: Date, work: Work): Jobs {
  let down: Date | null = null;
  let lastFailed = 0;
  const run = (at: number, status: 'Succeed' | 'Failed', statusText = ''): void => {
    work.executions.unshift(pastExecution(work, new Date(at), status, statusText));
  };
  for (let hour = 24; hour > 0; hour--) run(start.getTime() - hour * 3_600_000, 'Succeed');

  return {
    observe({ healthy, since }, now) {
      if (healthy) {
        if (down) run(now.getTime(), 'Succeed');
        down = null;
        return;
      }
      if (!down) {
        down = since ?? now;
        lastFailed = down.getTime() - EXECUTION_EVERY_MS;
      }
      while (lastFailed + EXECUTION_EVERY_MS <= now.getTime()) {
        lastFailed += EXECUTION_EVERY_MS;
        run(lastFailed, 'Failed', 'failed to submit the task: jobservice is not reachable');
      }
    },
    downSince: () => down,
    queues(now) {
      return JOB_TYPES.map((job_type) => {
        const waiting = waitingOf(work, job_type, job_type === 'REPLICATION' ? down : null, now);
        const latency = Math.max(0, Math.round((now.getTime() - waiting.since) / 1000));
        return { job_type, count: waiting.count, latency, paused: work.paused.has(job_type) };
      });
    },
    executions: () => work.executions,
  };
}

/** Jobs of a type that wait: those in redis, those piled up, and what schedules add while nobody works. */
function waitingOf(work: Work, type: string, down: Date | null, now: Date) {
  const jobs = [...work.jobs.values()].filter((job) => job.type === type && !job.held);
  const piled = work.backlog.get(type);
  const missed = down ? 1 + Math.floor((now.getTime() - down.getTime()) / PENDING_EVERY_MS) : 0;
  const times = [
    ...jobs.map((job) => job.queuedAt),
    ...(piled ? [piled.since] : []),
    ...(down ? [down] : []),
  ];
  const since = Math.min(now.getTime(), ...times.map((time) => time.getTime()));
  return { count: jobs.length + (piled?.count ?? 0) + missed, since };
}

/** Failures before tasks exist leave no task, only a status text. */
function pastExecution(work: Work, start: Date, status: 'Succeed' | 'Failed', statusText: string): Execution {
  const id = 1 + work.executions.reduce((most, one) => Math.max(most, one.id), 99);
  const end = new Date(start.getTime() + RAN_MS);
  const policy = work.policies.get(1);
  const resources = status === 'Succeed' ? (policy?.resources ?? []) : [];
  const tasks = resources.flatMap((resource, index) => {
    if (!policy) return [];
    const task = taskOf(policy, id, index, resource, start);
    return [{ ...task, status, end, log: copied(policy, task, end) }];
  });
  return { id, policyId: 1, status, statusText, trigger: 'scheduled', tasks, start, end, refreshedAt: end };
}
