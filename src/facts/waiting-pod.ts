/** The step that takes away a pod which waits for its image, so that its controller makes it anew. Pure. */
import type { ClusterRight, PodRecord } from '../engine/cluster.ts';
import type { Change, Step } from '../engine/plan.ts';
import { IMAGE_WAITING_REASONS } from '../engine/pod.ts';
import type { Words } from '../engine/words.ts';
import type { PodFact } from '../probes/pod.ts';

export const DELETE_POD_RIGHT: ClusterRight = { group: '', resource: 'pods', verb: 'delete' };

const words: Words<{
  readonly noOwner: string;
  readonly job: string;
  readonly serves: (state: string) => string;
  readonly what: (name: string) => string;
  readonly waits: string;
}> = {
  en: {
    noOwner: 'nobody would make the pod anew: it has no controller. Delete and create it by hand',
    job: 'a Job counts a deleted pod among its failures; make the Job anew instead',
    serves: (state) => `the pod does not wait for its image (\`${state}\`): it may be at work`,
    what: (name) => `Pod ${name}, which its controller makes anew`,
    waits: 'waits for its image',
  },
};

/** Null when the pod may be deleted: somebody makes it anew, and it serves nobody. */
export function whyNotDelete({ pod: { owner }, container }: PodFact): string | null {
  if (owner === null) return words.en.noOwner;
  if (owner.kind === 'Job' || owner.kind === 'CronJob') return words.en.job;
  const waits = container.state === 'waiting' && IMAGE_WAITING_REASONS.has(container.reason ?? '');
  return waits ? null : words.en.serves(container.reason ?? container.state);
}

export function deletePod({ namespace, name, uid }: PodRecord): {
  readonly step: Step;
  readonly change: Change;
} {
  return {
    step: { do: 'delete', target: { kind: { group: '', plural: 'pods' }, namespace, name }, uid },
    change: { what: words.en.what(`${namespace}/${name}`), from: words.en.waits, to: null },
  };
}
