/** The plan that sets one annotation of an Ingress, with the way back. Pure. */
import type { ClusterRight } from '../engine/cluster.ts';
import { INGRESSES } from '../engine/kubernetes/ingress.ts';
import type { Plan, Step } from '../engine/plan.ts';
import type { Planned } from '../engine/remediation.ts';
import type { Pull } from '../engine/subject.ts';
import { keptBy } from './kept-by.ts';

export const INGRESS_RIGHTS: readonly ClusterRight[] = [
  { group: INGRESSES.group, resource: INGRESSES.plural, verb: 'patch' },
];

export interface AnnotationChange {
  readonly remediation: string;
  readonly does: string;
  readonly ingress: {
    readonly namespace: string;
    readonly name: string;
    readonly uid: string;
    readonly keeper: Parameters<typeof keptBy>[0];
  };
  /** Its whole name. */
  readonly annotation: string;
  /** Null: it is not there. */
  readonly from: string | null;
  readonly to: string;
  readonly verify: Plan['verify'];
  readonly pull: Pull;
}

/** Not ready where GitOps or an operator would set it back at once. */
export function planAnnotation(change: AnnotationChange): Planned {
  const { remediation, does, ingress, annotation, from, to, verify, pull } = change;
  const { namespace, name, uid, keeper } = ingress;
  const kept = keptBy(keeper, `annotation \`${annotation}: "${to}"\``);
  if (kept.is === 'theirs') return { state: 'not-ready', why: kept.why };
  const cluster = pull.installation?.place?.cluster;
  if (cluster === undefined) return { state: 'not-ready', why: 'no cluster leads to it' };
  const step = (value: string | null, was: string | null): Step => ({
    do: 'patch',
    target: { kind: INGRESSES, namespace, name },
    how: 'merge',
    body: { metadata: { annotations: { [annotation]: value } } },
    was: { metadata: { annotations: { [annotation]: was } } },
    uid,
  });
  const what = `Ingress ${namespace}/${name} · ${annotation}`;
  return {
    state: 'ready',
    plan: {
      remediation,
      does,
      risk: 'medium',
      scope: { cluster, namespace, registry: null },
      steps: [step(to, from)],
      changes: [{ what, from, to }],
      interrupts: 'nginx reads its configuration anew: connections of this Ingress that are open may be cut.',
      undo: {
        by: 'steps',
        says: from === null ? 'Take the annotation away again.' : `Set it to \`${from}\` again.`,
        steps: [step(from, to)],
        changes: [{ what, from: to, to: from }],
      },
      locks: [`${cluster}/ingresses.${INGRESSES.group}/${namespace}/${name}`],
      verify,
      beware: kept.is === 'warn' ? [kept.beware] : [],
    },
  };
}
