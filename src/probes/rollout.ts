import { CouldNotAsk, NotReached } from '../engine/answer.ts';
import type { RevisionRecord, RolloutRecord } from '../engine/cluster.ts';
import type { Probe } from '../engine/probe.ts';
import type { Words } from '../engine/words.ts';
import { pod } from './pod.ts';

/** What the pod's workload rolled out last, and what ran before. */
export interface RolloutFact {
  readonly kind: string;
  readonly name: string;
  /** The revision that has the pod's image; null when none has it any more. */
  readonly current: RevisionRecord | null;
  readonly changedBy: RolloutRecord['changedBy'];
  /** The newest older revision whose image of this container was another one. */
  readonly before: { readonly revision: RevisionRecord; readonly image: string } | null;
}

const words: Words<{ readonly asks: string; readonly hidden: (says: string) => string }> = {
  en: {
    asks: 'reading what was rolled out last',
    hidden: (says) => `what was rolled out could not be read: ${says}`,
  },
};

const KINDS: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'DaemonSet']);

export const rollout: Probe<RolloutFact> = {
  id: 'rollout',
  asks: () => words.en.asks,
  timeBoxMs: 5_000,
  rights: [
    { group: 'apps', resource: 'deployments', verb: 'get' },
    { group: 'apps', resource: 'statefulsets', verb: 'get' },
    { group: 'apps', resource: 'daemonsets', verb: 'get' },
    { group: 'apps', resource: 'replicasets', verb: 'list' },
    { group: 'apps', resource: 'controllerrevisions', verb: 'list' },
  ],
  async ask({ need, cluster }) {
    const { pod: of, container } = await need(pod);
    if (!cluster || !of.owner || !KINDS.has(of.owner.kind)) throw new NotReached('pod');
    const { kind, name } = of.owner;
    const answer = await cluster.rollout(of.namespace, kind, name);
    if (answer.ended === 'not-found') throw new NotReached('pod');
    if (answer.ended !== 'found') throw new CouldNotAsk(words.en.hidden(answer.says));
    const { revisions, changedBy } = answer.value;
    const imageOf = ({ images }: RevisionRecord): string | undefined => images[container.name];
    const at = revisions.findIndex((each) => imageOf(each) === container.image);
    const older = at < 0 ? [] : revisions.slice(at + 1);
    const before = older.find((each) => imageOf(each) !== undefined && imageOf(each) !== container.image);
    return {
      kind,
      name,
      current: revisions[at] ?? null,
      changedBy,
      before: before ? { revision: before, image: imageOf(before) ?? '' } : null,
    };
  },
};
