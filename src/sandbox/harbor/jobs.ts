/** The job service: its queues grow and its replications fail while its pod is sick, and recover with it. */

const PENDING_EVERY_MS = 5_000;
const EXECUTION_EVERY_MS = 30_000;

export interface Execution {
  readonly id: number;
  readonly policyId: number;
  readonly status: 'Succeed' | 'Failed';
  readonly statusText: string;
  readonly trigger: 'scheduled' | 'manual';
  readonly artifacts: number;
  readonly start: Date;
  readonly end: Date;
}

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
  'GARBAGE_COLLECTION',
  'RETENTION',
  'WEBHOOK',
  'EXECUTION_SWEEP',
  'SCHEDULER',
] as const;

/** A job service with a day of good replications behind it. */
export function createJobs(start: Date): Jobs {
  const executions: Execution[] = [];
  let down: Date | null = null;
  let lastFailed = 0;
  const run = (at: number, status: Execution['status'], statusText = ''): void => {
    executions.unshift({
      id: 100 + executions.length,
      policyId: 1,
      status,
      statusText,
      trigger: 'scheduled',
      artifacts: status === 'Succeed' ? 12 : 0,
      start: new Date(at),
      end: new Date(at + 4_000),
    });
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
      const waited = down ? now.getTime() - down.getTime() : 0;
      const waiting = down ? 1 + Math.floor(waited / PENDING_EVERY_MS) : 0;
      return JOB_TYPES.map((job_type) => {
        const stuck = job_type === 'REPLICATION' && down !== null;
        return {
          job_type,
          count: stuck ? waiting : 0,
          latency: stuck ? Math.round(waited / 1000) : 0,
          paused: false,
        };
      });
    },
    executions: () => executions,
  };
}
