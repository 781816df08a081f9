/** Every failing pull of a cluster or namespace, by root cause, worst first. */
import type { Evidence } from './evidence.ts';
import type { Stage } from './stage.ts';
import type { BlindSpot, Confidence } from './verdict.ts';

/** The product's answer; its JSON is a stable contract (`--json`), so keys are only ever added. */
export interface SweepReport {
  readonly clusters: readonly string[];
  /** Null: all namespaces. */
  readonly namespace: string | null;
  /** Pods read, and how many of them wait for an image. */
  readonly pods: number;
  readonly failing: number;
  /** Distinct images with their logins and platform, and how many of them had to be asked about. */
  readonly questions: number;
  readonly asked: number;
  readonly groups: readonly SweepGroup[];
  readonly couldNotLook: readonly BlindSpot[];
  readonly at: string;
  readonly ms: number;
}

/** One cause at one root object: forty pods behind one expired certificate are one group. */
export interface SweepGroup {
  /** Null: nothing that can be reached explains it. */
  readonly cause: SweepCause | null;
  /** What is broken, as Markdown: 'registry `harbor.example.com`', 'secret `regcred` in `shop`'. */
  readonly root: string;
  /** The answer in one sentence, true for the specimen and, by its cause, for all. */
  readonly summary: string;
  readonly pods: number;
  readonly images: number;
  /** In alphabetical order, the first few; `namespaceCount` counts them all. */
  readonly namespaces: readonly string[];
  readonly namespaceCount: number;
  /** When its oldest pod was made, ISO 8601. */
  readonly since: string;
  readonly evidence: Evidence | null;
  /** The first thing to do by hand; null where the cause is unclear. */
  readonly step: string | null;
  /** The pod that stands for all, to be asked about alone. */
  readonly specimen: SweepSpecimen;
  /** Pods of it by name, the first few in alphabetical order; `pods` counts them all. */
  readonly members: readonly SweepMember[];
}

export interface SweepMember {
  readonly namespace: string;
  readonly pod: string;
}

export interface SweepCause {
  readonly id: string;
  readonly title: string;
  readonly stage: Stage;
  readonly confidence: Confidence;
}

export interface SweepSpecimen {
  readonly cluster: string;
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  readonly image: string;
}
