/**
 * What may be asked of Harbor's API: reads only. Implemented by clients/harbor, in a file per API version;
 * a call that a version does not have ends `absent`. Lists are read page by page up to a limit and then say
 * how many there are. Never holds a login itself: its door does.
 */
import type { HarborAnswer } from './answers.ts';
import type {
  AuditEntry,
  Collection,
  EndpointPing,
  HarborAccount,
  HarborArtifact,
  HarborComponent,
  HarborInfo,
  HarborProject,
  HarborRepository,
  JobQueue,
  PoolWorker,
  ProjectQuota,
  ReplicationEndpoint,
  ReplicationExecution,
  ReplicationPolicy,
  ReplicationState,
  ReplicationTask,
  ScanProgress,
  Schedule,
  WorkerPool,
} from './records.ts';
import type { RobotRecord } from './robot.ts';

/** A list as far as it was read; `total` by X-Total-Count, or as many as were read. */
export interface Listed<T> {
  readonly items: readonly T[];
  readonly total: number;
}

export interface HarborReader {
  /** `https://harbor.example.com`. */
  readonly origin: string;
  /** Whether it logs in; without a login most calls end `refused`. */
  readonly identity: 'login' | 'anonymous';
  /** Which API answers: `v2.0` since Harbor 2.0, `v1` before. */
  api(): Promise<HarborAnswer<'v2.0' | 'v1'>>;
  ping(): Promise<HarborAnswer<string>>;
  /** Needs no login. May take a minute when a component hangs: the door's time-out ends it. */
  health(): Promise<HarborAnswer<readonly HarborComponent[]>>;
  info(): Promise<HarborAnswer<HarborInfo>>;
  /** Disk of core's data volume; on Kubernetes meaningless (0 of 0). */
  volumes(): Promise<HarborAnswer<readonly { readonly total: number; readonly free: number }[]>>;
  /** Whom it takes our login for; `refused` with 401 when it takes it for nobody's. Changes nothing. */
  account(): Promise<HarborAnswer<HarborAccount>>;
  /** Robots of the system, or of one project. */
  robots(project?: string): Promise<HarborAnswer<Listed<RobotRecord>>>;
  /** Newest first. `resource` is a part of the name, e.g. `shop/cart`. */
  audit(of: {
    readonly operation?: string;
    readonly resource?: string;
    readonly limit?: number;
  }): Promise<HarborAnswer<Listed<AuditEntry>>>;
  /** Name → value of settings that are not secret; administrators only. */
  configuration(): Promise<HarborAnswer<Readonly<Record<string, string>>>>;

  pools(): Promise<HarborAnswer<readonly WorkerPool[]>>;
  workers(): Promise<HarborAnswer<readonly PoolWorker[]>>;
  queues(): Promise<HarborAnswer<readonly JobQueue[]>>;
  /** The last lines of a job's log. */
  jobLog(job: string): Promise<HarborAnswer<string>>;
  schedules(): Promise<HarborAnswer<readonly Schedule[]>>;
  /** Whether all schedules stand still; readable to every login. */
  schedulerPaused(): Promise<HarborAnswer<boolean>>;
  /** Newest first; at most fifty. */
  collections(): Promise<HarborAnswer<readonly Collection[]>>;
  collectionLog(id: number): Promise<HarborAnswer<string>>;
  collectionSchedule(): Promise<HarborAnswer<Schedule>>;
  scanAll(): Promise<HarborAnswer<ScanProgress>>;

  projects(limit?: number): Promise<HarborAnswer<Listed<HarborProject>>>;
  /** `absent` only where it does not exist: Harbor itself says 403 for that to all but administrators. */
  project(name: string): Promise<HarborAnswer<HarborProject>>;
  /** `absent`: there is no such project, also for those who may not read it. */
  projectExists(name: string): Promise<HarborAnswer<'exists'>>;
  /** All projects' quotas, the fullest first. */
  quotas(limit?: number): Promise<HarborAnswer<Listed<ProjectQuota>>>;
  /** One project's quota, readable by its guests. */
  projectQuota(name: string): Promise<HarborAnswer<Pick<ProjectQuota, 'hard' | 'used'>>>;
  /** Repositories are named without their project from here on: `cart`, `teams/api`. */
  repositories(project: string, limit?: number): Promise<HarborAnswer<Listed<HarborRepository>>>;
  artifacts(
    project: string,
    repository: string,
    limit?: number,
  ): Promise<HarborAnswer<Listed<HarborArtifact>>>;
  /** By tag or digest. */
  artifact(project: string, repository: string, reference: string): Promise<HarborAnswer<HarborArtifact>>;

  policies(): Promise<HarborAnswer<readonly ReplicationPolicy[]>>;
  /** As Harbor writes it, to be sent back one day. */
  policyRecord(id: number): Promise<HarborAnswer<Readonly<Record<string, unknown>>>>;
  endpoints(): Promise<HarborAnswer<readonly ReplicationEndpoint[]>>;
  /**
   * Core tries an endpoint now; changes nothing (POST /registries/ping with the id alone).
   * `refused`: our own login may not ask. That the endpoint refuses Harbor is an answer.
   */
  pingEndpoint(id: number): Promise<HarborAnswer<EndpointPing>>;
  /** Newest first. */
  executions(of: {
    readonly policy?: number;
    readonly state?: ReplicationState;
    readonly limit?: number;
  }): Promise<HarborAnswer<Listed<ReplicationExecution>>>;
  execution(id: number): Promise<HarborAnswer<ReplicationExecution>>;
  tasks(
    execution: number,
    of?: { readonly state?: ReplicationState; readonly limit?: number },
  ): Promise<HarborAnswer<Listed<ReplicationTask>>>;
  /** At most the last 64 KiB. `absent`: it has not started, or its log was swept. */
  taskLog(execution: number, task: number): Promise<HarborAnswer<string>>;
}
