/** What a person's words led to: a pull to judge, an image alone, a healthy pod, or a reply that ends it. */
import type { PodRecord } from '../../engine/cluster.ts';
import type { Evidence, NonEmpty } from '../../engine/evidence.ts';
import type { Choice, Refusal } from '../../engine/reply.ts';
import type { ImageSubject, PodSubject, Pull, WorkloadSubject } from '../../engine/subject.ts';
import type { BlindSpot } from '../../engine/verdict.ts';

export type FoundSubject =
  | FailingPod
  | ImageAlone
  | HealthyPod
  | { readonly found: 'reply'; readonly reply: Choice | Refusal };

/** One pod whose pulls are to be judged. */
export interface FailingPod {
  readonly found: 'pod';
  /** What was asked about; an image when pods were found that use it. */
  readonly subject: PodSubject | WorkloadSubject | ImageSubject;
  readonly cluster: string;
  readonly pod: PodRecord;
  /** One per failing container: init, main, ephemeral, in the order the kubelet starts them. */
  readonly pulls: NonEmpty<Pull>;
  readonly siblings: Siblings;
  readonly couldNotLook: readonly BlindSpot[];
}

export interface Siblings {
  /** Other pods of the same workload that wait for one of the same images. */
  readonly ofWorkload: number;
  /** All pods of that workload, this one included. */
  readonly workloadPods: number;
  /** Other pods seen anywhere in the search that wait for one of the same images. */
  readonly seen: number;
}

/** No pod that was looked at uses this image: it is asked for anonymously, and with our own login. */
export interface ImageAlone {
  readonly found: 'image';
  readonly subject: ImageSubject;
  readonly pull: Pull;
  /** Clusters whose pods were gone through. */
  readonly searched: number;
  readonly couldNotLook: readonly BlindSpot[];
}

/** The pod has its images. */
export interface HealthyPod {
  readonly found: 'healthy';
  readonly subject: PodSubject | WorkloadSubject;
  readonly cluster: string;
  readonly pod: PodRecord;
  readonly images: readonly LastPull[];
  /** What the pod waits for instead, when it does not run: its own words. Null when it runs. */
  readonly waitsFor: OtherTrouble | null;
  readonly workloadPods: number;
  readonly couldNotLook: readonly BlindSpot[];
}

export interface LastPull {
  readonly container: string;
  readonly image: string;
  /** `repository@sha256:…` as the node runs it; empty when the kubelet has not said yet. */
  readonly imageId: string;
  readonly node: string | null;
  /** When it was pulled (event), else when the container started; ISO 8601 or null. */
  readonly at: string | null;
  /** `pulled`: the event is still there. `present`: it was on the node already. `started`: only the start is known. */
  readonly how: 'pulled' | 'present' | 'started' | 'unknown';
  /** The kubelet's words, where the events still hold them. */
  readonly says: string | null;
}

export interface OtherTrouble {
  /** e.g. CrashLoopBackOff, Unschedulable, ContainerCreating. */
  readonly reason: string;
  readonly container: string | null;
  /** One sentence for people. */
  readonly summary: string;
  readonly evidence: readonly Evidence[];
}
