import { CouldNotAsk } from '../engine/answer.ts';
import type { ContainerRecord, PodRecord } from '../engine/cluster.ts';
import type { Probe } from '../engine/probe.ts';

export interface PodFact {
  readonly pod: PodRecord;
  /** The container this pull is for. */
  readonly container: ContainerRecord;
}

/** The pod of the pull and the container whose image it is. NotReached-free: without a pod it could not ask. */
export const pod: Probe<PodFact> = {
  id: 'pod',
  asks: (pull) => `reading the pod \`${pull.namespace}/${pull.pod}\``,
  ask: async () => {
    throw new CouldNotAsk('not written yet');
  },
};
