import type { Installation } from './installation.ts';

/** What a question is about. */
export type Subject =
  | PodSubject
  | WorkloadSubject
  | ImageSubject
  | RegistrySubject
  | SyncSubject
  | TextSubject;

export interface PodSubject {
  readonly kind: 'pod';
  readonly cluster: string;
  readonly namespace: string;
  readonly name: string;
  /** The container whose pull is judged, when one is. */
  readonly container?: string;
  readonly image?: string;
}

export interface WorkloadSubject {
  readonly kind: 'workload';
  readonly cluster: string;
  readonly namespace: string;
  /** Kubernetes kind: Deployment, StatefulSet, DaemonSet, Job, CronJob, ReplicaSet. */
  readonly workload: string;
  readonly name: string;
}

export interface ImageSubject {
  readonly kind: 'image';
  readonly cluster?: string;
  /** The image reference as given. */
  readonly name: string;
}

export interface RegistrySubject {
  readonly kind: 'registry';
  /** Host, with port where it is not the default. */
  readonly name: string;
}

/** A replication or sync that should have brought images somewhere. */
export interface SyncSubject {
  /** `replication-policy`: of Harbor. `repository`: theriseunion's object. `artifact`: `project/repository` in Harbor. */
  readonly kind: 'replication-policy' | 'repository' | 'artifact';
  readonly name: string;
  /** The registry whose policy or project it is. */
  readonly registry?: string;
  readonly cluster?: string;
  readonly namespace?: string;
  /** Of a replication policy, or of an artifact the policy that should move it: its id in Harbor. */
  readonly policy?: number;
}

/** A pasted text that names neither image nor registry. */
export interface TextSubject {
  readonly kind: 'text';
  /** Its first line. */
  readonly name: string;
}

/** One pull: this image, for this container of this pod. Without a pod, the image alone, asked anonymously. Or one push. */
export interface Pull {
  readonly image: string;
  readonly cluster?: string;
  readonly namespace?: string;
  readonly pod?: string;
  readonly container?: string;
  /** Absent: a pull. `login`: only its registry is meant. */
  readonly op?: 'push' | 'login';
  /** For `login`: who cannot log in. */
  readonly user?: string;
  /** An installation is looked at from the inside; `image` then only names its host. */
  readonly installation?: Installation;
  /** With an installation: the sync that is asked about. */
  readonly sync?: SyncSubject;
}
