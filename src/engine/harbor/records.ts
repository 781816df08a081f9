/** What Harbor tells of itself, the same for every version of its API. Times are ISO 8601; sizes are bytes. */

export interface HarborComponent {
  /** core, database, jobservice, portal, redis, registry, registryctl, trivy; older: chartmuseum, notary, clair. */
  readonly name: string;
  readonly healthy: boolean;
  readonly error: string | null;
}

export interface HarborInfo {
  /** `2.13.1`, without build; null where Harbor tells it only to those who log in. */
  readonly version: string | null;
  readonly externalUrl: string | null;
  /** Null: not told to those who are not logged in. */
  readonly readOnly: boolean | null;
  /** db_auth, ldap_auth, oidc_auth, uaa_auth, http_auth. */
  readonly authMode: string | null;
  /** filesystem, s3, swift, …; null where not told. */
  readonly storage: string | null;
  readonly banner: string | null;
}

export interface WorkerPool {
  readonly id: string;
  readonly startedAt: string | null;
  readonly heartbeatAt: string | null;
  /** Workers. */
  readonly concurrency: number | null;
}

/** A worker of a pool; one that is idle holds no job. */
export interface PoolWorker {
  readonly id: string;
  readonly pool: string;
  readonly job: {
    readonly type: string;
    readonly id: string;
    readonly startedAt: string | null;
    readonly checkedInAt: string | null;
  } | null;
}

export interface JobQueue {
  /** REPLICATION, GARBAGE_COLLECTION, IMAGE_SCAN, … */
  readonly type: string;
  readonly waiting: number;
  /** How long the oldest job waits, seconds. */
  readonly latencyS: number;
  readonly paused: boolean;
}

/** Whom Harbor takes our login for. */
export interface HarborAccount {
  readonly kind: 'admin' | 'user' | 'robot';
  /** Null: Harbor does not tell a robot its name. */
  readonly name: string | null;
}

export interface Schedule {
  /** Of what: REPLICATION, GARBAGE_COLLECTION, RETENTION, SCAN_ALL, … */
  readonly type: string;
  /** Which of that type, e.g. the policy's id; null where there is but one. */
  readonly of: number | null;
  readonly cron: string | null;
  readonly state: 'on' | 'off' | 'manual';
}

export interface Collection {
  readonly id: number;
  readonly state: 'pending' | 'running' | 'success' | 'error' | 'stopped';
  readonly dryRun: boolean;
  readonly createdAt: string;
  readonly updatedAt: string | null;
  /** Bytes; null until the job has checked in. */
  readonly freed: number | null;
  readonly blobs: number | null;
  readonly manifests: number | null;
}

export interface ScanProgress {
  readonly total: number;
  readonly completed: number;
  readonly failed: number;
  readonly ongoing: boolean;
}

export interface HarborProject {
  readonly id: number;
  readonly name: string;
  readonly public: boolean;
  readonly repositories: number;
  /** Of a proxy cache: the endpoint behind it. */
  readonly proxyOf: number | null;
  readonly metadata: Readonly<Record<string, string>>;
}

export interface ProjectQuota {
  readonly id: number;
  readonly project: { readonly id: number; readonly name: string };
  /** Bytes; null is unlimited. */
  readonly hard: number | null;
  readonly used: number;
}

export interface HarborRepository {
  /** With its project: `shop/cart`. */
  readonly name: string;
  readonly artifacts: number;
  readonly pulls: number;
  readonly updatedAt: string | null;
}

export interface HarborArtifact {
  readonly digest: string;
  readonly type: string;
  /** Bytes; 0 of an image is a sign of damage, of an index it may be right. */
  readonly size: number;
  readonly children: number;
  readonly tags: readonly {
    readonly name: string;
    readonly pushedAt: string | null;
    readonly immutable: boolean;
  }[];
  readonly pushedAt: string | null;
  /** Null: never pulled. */
  readonly pulledAt: string | null;
}

export interface ReplicationPolicy {
  readonly id: number;
  readonly name: string;
  readonly enabled: boolean;
  readonly trigger: 'manual' | 'scheduled' | 'event_based' | 'other';
  readonly cron: string | null;
  /** `pull`: from `endpoint` to here; `push`: from here to `endpoint`. */
  readonly direction: 'pull' | 'push';
  readonly endpoint: ReplicationEndpoint;
  readonly override: boolean;
  /** `name=shop/**`, `tag=v*`, `label=…`. */
  readonly filters: readonly string[];
  readonly destinationNamespace: string | null;
  /** Since 2.14: a start beside a running execution ends at once with an error, which is no failure. */
  readonly oneAtATime: boolean;
  /** Kilobytes per second for each task; null is unlimited. */
  readonly speedKb: number | null;
}

export interface ReplicationEndpoint {
  readonly id: number;
  readonly name: string;
  /** harbor, docker-hub, docker-registry, gitlab, … */
  readonly type: string;
  readonly url: string;
  readonly status: string | null;
  readonly insecure: boolean;
}

/** The states of an execution and of its tasks, whatever a version calls them. */
export type ReplicationState = 'pending' | 'running' | 'retrying' | 'succeeded' | 'failed' | 'stopped';

export interface ReplicationExecution {
  readonly id: number;
  readonly policy: number;
  readonly state: ReplicationState;
  /** Core's words where it failed before any task was made. */
  readonly says: string | null;
  readonly trigger: string;
  readonly total: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly running: number;
  readonly stopped: number;
  readonly startedAt: string;
  readonly endedAt: string | null;
}

export interface ReplicationTask {
  readonly id: number;
  readonly execution: number;
  readonly state: ReplicationState;
  readonly job: string | null;
  readonly operation: string;
  readonly from: string;
  readonly to: string;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
}

/** How core fares when it asks an endpoint this minute. */
export interface EndpointPing {
  readonly well: boolean;
  readonly says: string;
}

/** Who did what to a repository, a project, a robot. */
export interface AuditEntry {
  readonly at: string;
  readonly who: string;
  /** create, delete, pull, … */
  readonly operation: string;
  /** artifact, tag, repository, project, … */
  readonly kind: string;
  /** `shop/cart:1.8.2`. */
  readonly resource: string;
}
