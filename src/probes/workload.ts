import { CouldNotAsk, NotReached } from '../engine/answer.ts';
import { type WorkloadObject, workloadOf } from '../engine/kubernetes/workload.ts';
import type { Probe } from '../engine/probe.ts';
import type { Words } from '../engine/words.ts';
import { pod } from './pod.ts';

/** The Deployment, StatefulSet or DaemonSet that makes the pod. */
export interface WorkloadFact extends WorkloadObject {
  readonly uid: string;
  /** `deployments`. */
  readonly plural: string;
}

const words: Words<{ readonly asks: string; readonly hidden: (says: string) => string }> = {
  en: {
    asks: 'reading the workload of the pod',
    hidden: (says) => `the workload could not be read: ${says}`,
  },
};

const PLURAL: ReadonlyMap<string, string> = new Map([
  ['Deployment', 'deployments'],
  ['StatefulSet', 'statefulsets'],
  ['DaemonSet', 'daemonsets'],
]);

/** Asked only for remediations; pods of other makers have none that could be mended. */
export const workload: Probe<WorkloadFact> = {
  id: 'workload',
  asks: () => words.en.asks,
  timeBoxMs: 5_000,
  rights: ['deployments', 'statefulsets', 'daemonsets'].map((resource) => ({
    group: 'apps',
    resource,
    verb: 'get',
  })),
  async ask({ need, cluster }) {
    const { pod: of } = await need(pod);
    const plural = PLURAL.get(of.owner?.kind ?? '');
    if (!cluster || !of.owner || plural === undefined) throw new NotReached('pod');
    const answer = await cluster.object({ group: 'apps', plural }, of.namespace, of.owner.name);
    if (answer.ended !== 'found') throw new CouldNotAsk(words.en.hidden(answer.says));
    const { uid = '' } = answer.value.metadata;
    return { ...workloadOf({ kind: of.owner.kind, ...answer.value }), uid, plural };
  },
};
