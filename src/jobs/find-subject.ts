import type { ClusterReader } from '../engine/cluster.ts';
import type { PullQuestion } from '../engine/question.ts';
import type { FoundSubject } from './find-subject/found.ts';

export type * from './find-subject/found.ts';

/** Where a subject is looked for. */
export interface Surroundings {
  readonly clusters: ReadonlyMap<string, ClusterReader>;
  /** The cluster that is meant when none is named; null: all of them, side by side. */
  readonly defaultCluster: string | null;
  now(): Date;
}

/** Finds what a person's words mean. Never throws for what a cluster answers. */
export async function findSubject(question: PullQuestion, surroundings: Surroundings): Promise<FoundSubject> {
  throw new Error(`not written yet: ${question.what} in ${surroundings.clusters.size} clusters`);
}
