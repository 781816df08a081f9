/** What Harbor keeps of replications, jobs and collections, in its database and in redis. */

/** Another registry, as core knows it. */
export interface RegistryEndpoint {
  readonly id: number;
  readonly name: string;
  readonly type: string;
  url: string;
  readonly insecure: boolean;
  readonly accessKey: string;
  status: 'healthy' | 'unhealthy';
  /** How it answers when core tries it now; absent: well. */
  ping?: { readonly status: 400 | 401 | 500; readonly code: string; readonly message: string };
}

/** What goes wrong with a policy's executions from now on. */
export type PolicyFault =
  /** The source cannot be listed: no task is made. */
  | { readonly at: 'listing'; readonly says: string }
  | { readonly at: 'task'; readonly ends: 'failed' | 'retrying'; readonly log: readonly string[] };

export interface Policy {
  readonly id: number;
  readonly name: string;
  readonly description: string;
  /** `push`: from here to the endpoint. */
  readonly direction: 'push' | 'pull';
  /** An endpoint's id. */
  readonly endpoint: number;
  enabled: boolean;
  readonly trigger: 'manual' | 'scheduled' | 'event_based';
  readonly cron?: string;
  readonly filters: readonly { readonly type: string; readonly value: string }[];
  readonly override: boolean;
  readonly destNamespace: string;
  readonly speed: number;
  /** Since 2.14. */
  readonly single: boolean;
  /** What one execution copies. */
  readonly resources: readonly string[];
  readonly createdAt: Date;
  fault?: PolicyFault;
}

export type ExecutionStatus = 'InProgress' | 'Succeed' | 'Failed' | 'Stopped';

export interface Execution {
  readonly id: number;
  readonly policyId: number;
  /** Behind its tasks by up to the refresh interval. */
  status: ExecutionStatus;
  statusText: string;
  readonly trigger: Policy['trigger'];
  readonly tasks: readonly Task[];
  readonly start: Date;
  end: Date | null;
  refreshedAt: Date;
}

export interface Task {
  readonly id: number;
  readonly jobId: string;
  status: 'Pending' | ExecutionStatus;
  readonly source: string;
  readonly destination: string;
  readonly start: Date;
  end: Date | null;
  /** Null: it has not started, or its log was swept. */
  log: readonly string[] | null;
}

/** A job as the job service keeps it in redis; one that ended is forgotten. */
export interface Job {
  readonly id: string;
  readonly type: string;
  readonly queuedAt: Date;
  /** The worker that holds it, and since when. */
  held: { readonly worker: string; readonly since: Date } | null;
  checkedInAt: Date | null;
  /** How long it runs, milliseconds; infinite for a job that hangs. */
  readonly takesMs: number;
  /** When a stop takes effect, null without one. A job looks for its stop flag between two blobs only. */
  stopsAt: Date | null;
  /** How long after a stop it looks, milliseconds. */
  readonly heedsMs: number;
  log: readonly string[];
  /** Called when a worker takes it. */
  begun?(): void;
  /** Called once, when it is over. */
  over(how: 'done' | 'stopped', at: Date): void;
}

export interface Pool {
  readonly id: string;
  readonly startedAt: Date;
  /** `beats`, or when it beat last. */
  heartbeat: 'beats' | Date;
  readonly workers: number;
}

export interface Collection {
  readonly id: number;
  readonly kind: 'MANUAL' | 'SCHEDULE';
  status: 'Pending' | 'Running' | 'Success' | 'Error' | 'Stopped';
  readonly dryRun: boolean;
  readonly deleteUntagged: boolean;
  readonly workers: number;
  readonly createdAt: Date;
  updatedAt: Date;
  /** Written when the job checks in; absent while it runs. */
  freed?: { readonly space: number; readonly blobs: number; readonly manifests: number };
  log: readonly string[] | null;
}

export interface ScanAll {
  /** Whether there is a default scanner; without one metrics are 412. */
  scanner: 'there' | 'none';
  total: number;
  completed: number;
  readonly metrics: Map<string, number>;
  ongoing: boolean;
  trigger: 'Manual' | 'Schedule';
}
