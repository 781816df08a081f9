/**
 * What probes may ask a Kubernetes cluster: reads only, each answer keeping its ending apart.
 * Implemented by clients/kubernetes; the shapes hold just what the product reads.
 */
import type { KubeObject, ObjectKind } from './kube-object.ts';
import type { ContainerKind } from './pod.ts';

export type ClusterAnswer<T> =
  /** `partly`: why a part could not be read, as one of several lists or the end of a long one. */
  | { readonly ended: 'found'; readonly value: T; readonly partly?: string }
  | { readonly ended: 'not-found'; readonly says: string }
  | { readonly ended: 'forbidden'; readonly says: string }
  | { readonly ended: 'unreachable'; readonly says: string };

export interface ClusterReader {
  /** The configured name of the cluster. */
  readonly name: string;
  pod(namespace: string, name: string): Promise<ClusterAnswer<PodRecord>>;
  /** Pods of a namespace, or of all with null. */
  pods(namespace: string | null, labelSelector?: string): Promise<ClusterAnswer<readonly PodRecord[]>>;
  /**
   * The unfinished pods of a namespace, or of all with null, read page by page. Only those that `keep` wants
   * are held in memory.
   */
  scanPods(
    namespace: string | null,
    keep: (pod: PodRecord) => boolean,
    bounds?: ScanBounds,
  ): Promise<ClusterAnswer<PodScan>>;
  /** Events about one pod, oldest first. */
  podEvents(namespace: string, pod: string, uid: string): Promise<ClusterAnswer<readonly EventRecord[]>>;
  /** Events `Failed` of these pods of a namespace, by the pod's uid, oldest first: one list for all of them. */
  failures(
    namespace: string,
    uids: ReadonlySet<string>,
  ): Promise<ClusterAnswer<ReadonlyMap<string, readonly EventRecord[]>>>;
  node(name: string): Promise<ClusterAnswer<NodeRecord>>;
  nodes(): Promise<ClusterAnswer<readonly NodeRecord[]>>;
  serviceAccount(namespace: string, name: string): Promise<ClusterAnswer<ServiceAccountRecord>>;
  /** One Secret by name. Its data never goes into a fact. */
  secret(namespace: string, name: string): Promise<ClusterAnswer<SecretRecord>>;
  namespaces(): Promise<ClusterAnswer<readonly string[]>>;
  /** Deployments, StatefulSets, DaemonSets, Jobs and CronJobs of a namespace, or of all with null. */
  workloads(namespace: string | null): Promise<ClusterAnswer<readonly WorkloadRecord[]>>;
  /** What a Deployment, StatefulSet or DaemonSet has rolled out; `not-found` for other kinds. */
  rollout(namespace: string, kind: string, name: string): Promise<ClusterAnswer<RolloutRecord>>;
  /** The API groups the cluster serves, e.g. `goharbor.io`; the core group is ''. */
  groups(): Promise<ClusterAnswer<readonly string[]>>;
  /**
   * Objects of a kind in a namespace, or in all with null. `not-found`: the cluster does not serve the kind.
   * Never used for Secrets.
   */
  objects(
    kind: ObjectKind,
    namespace: string | null,
    labelSelector?: string,
  ): Promise<ClusterAnswer<readonly KubeObject[]>>;
  /** One object by name; `namespace` null for kinds without one. */
  object(kind: ObjectKind, namespace: string | null, name: string): Promise<ClusterAnswer<KubeObject>>;
  /** Events of a whole namespace, oldest first, with what they are about. */
  events(namespace: string): Promise<ClusterAnswer<readonly ObjectEventRecord[]>>;
  /**
   * A container's log, line by line with the kubelet's time stamps removed from the text. Reading stops when
   * the caller stops; at most `limitBytes` are sent.
   */
  log(question: LogQuestion): Promise<ClusterAnswer<AsyncIterable<LogLine>>>;
  /** What a Service answers to a GET without any login, by way of the API server. */
  proxy(question: ProxyQuestion): Promise<ClusterAnswer<ProxyReply>>;
  /** May this identity do this? By SelfSubjectAccessReview. */
  may(right: ClusterRight, namespace?: string): Promise<ClusterAnswer<boolean>>;
}

export interface LogQuestion {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  /** Only the last so many lines. */
  readonly tailLines?: number;
  /** Only the last so many seconds. */
  readonly sinceSeconds?: number;
  /** Of the container before its last restart. */
  readonly which?: 'previous';
  readonly limitBytes?: number;
  readonly signal?: AbortSignal;
}

export interface ProxyQuestion {
  readonly namespace: string;
  readonly service: string;
  /** Number or name of the Service's port. */
  readonly port: number | string;
  /** With its leading slash and query. */
  readonly path: string;
  /** Until its answer begins, milliseconds; Harbor's `/health` may think for a minute. */
  readonly timeoutMs?: number;
}

export interface ProxyReply {
  readonly status: number;
  /** At most 1 MiB; `truncated` tells when it was cut. */
  readonly body: string;
  readonly truncated: boolean;
}

export interface LogLine {
  /** When the kubelet received it, ISO 8601; null where nothing tells. */
  readonly at: string | null;
  readonly text: string;
}

export interface ObjectEventRecord extends EventRecord {
  /** Kind and name of the object the event is about. */
  readonly about: { readonly kind: string; readonly name: string };
}

export interface ClusterRight {
  /** API group; '' is the core group. */
  readonly group: string;
  readonly resource: string;
  readonly verb: 'get' | 'list' | 'watch' | 'create' | 'patch' | 'delete';
  /** Only objects that are named so: as the Secrets that the configuration lets be copied. Absent: all. */
  readonly names?: 'secret-sources';
}

export interface PodRecord {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly phase: string;
  readonly node: string | null;
  readonly createdAt: string;
  readonly serviceAccount: string;
  readonly imagePullSecrets: readonly string[];
  /** The controller as a person knows it: a ReplicaSet made by a Deployment is named as the Deployment. */
  readonly owner: { readonly kind: string; readonly name: string } | null;
  readonly containers: readonly ContainerRecord[];
}

export interface ScanBounds {
  /**
   * `pending`: a container of the pod has never run. `begun`: all the others, of which one may wait for its image
   * all the same: one that runs again by another image, or an ephemeral one. Absent: both.
   */
  readonly phase?: 'pending' | 'begun';
  /** Only pods of which a container waits for one of these reasons are shown to `keep`; the others are counted. */
  readonly waitingFor?: ReadonlySet<string>;
  /** Once aborted, what was read so far is the answer, and `partly` says so. */
  readonly signal?: AbortSignal;
}

export interface PodScan {
  /** How many pods were read. */
  readonly seen: number;
  readonly kept: readonly PodRecord[];
}

export interface ContainerRecord {
  readonly name: string;
  readonly kind: ContainerKind;
  readonly image: string;
  readonly imagePullPolicy: string;
  readonly state: 'waiting' | 'running' | 'terminated' | 'none';
  /** Reason and message of the waiting or terminated state, the kubelet's words. */
  readonly reason: string | null;
  readonly message: string | null;
  /** What really runs, `repository@sha256:…`, or empty when nothing was pulled. */
  readonly imageId: string;
  readonly startedAt: string | null;
  /** As the readiness probe has it; absent where the record is older than this field. */
  readonly ready?: boolean;
  readonly restarts?: number;
  /** How the run before ended. */
  readonly last?: { readonly reason: string; readonly exitCode: number | null; readonly at: string | null };
}

export interface EventRecord {
  readonly type: string;
  readonly reason: string;
  readonly message: string;
  readonly count: number;
  readonly firstSeen: string;
  readonly lastSeen: string;
  /** `spec.containers{web}`; tells the container of a kubelet event. */
  readonly fieldPath: string;
  readonly source: string;
}

export interface NodeRecord {
  readonly name: string;
  readonly os: string;
  /** GOARCH: amd64, arm64, arm. */
  readonly arch: string;
  /** e.g. `containerd://1.7.24`. */
  readonly runtime: string;
  readonly kubelet: string;
  readonly ready: boolean;
  readonly diskPressure: boolean;
  /** Names of images the node reports (its largest 50). */
  readonly images: readonly string[];
}

/** The revisions of a workload, as its ReplicaSets or ControllerRevisions keep them. */
export interface RolloutRecord {
  readonly kind: string;
  readonly name: string;
  /** Newest first. */
  readonly revisions: readonly RevisionRecord[];
  /** Who last wrote the pod template, as the API server recorded: a program's name, with its time. */
  readonly changedBy: { readonly manager: string; readonly at: string } | null;
}

export interface RevisionRecord {
  readonly revision: number;
  readonly createdAt: string;
  /** Image by container name, init containers too. */
  readonly images: Readonly<Record<string, string>>;
  /** The annotation `kubernetes.io/change-cause`. */
  readonly changeCause: string | null;
}

export interface ServiceAccountRecord {
  readonly name: string;
  readonly imagePullSecrets: readonly string[];
}

export interface SecretRecord {
  readonly name: string;
  readonly type: string;
  readonly createdAt: string;
  /** Last write that the API server recorded. */
  readonly changedAt?: string;
  /** Base64 as the API gives it. */
  readonly data: Readonly<Record<string, string>>;
}

export interface WorkloadRecord {
  /** Deployment, StatefulSet, DaemonSet, Job or CronJob. */
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly labelSelector: string;
}
