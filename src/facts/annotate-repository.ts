/** The plan that writes or removes one annotation of a Repository of the image controller. Pure. */
import type { ClusterRight } from '../engine/cluster.ts';
import type { Risk, Step } from '../engine/plan.ts';
import type { Planned } from '../engine/remediation.ts';
import type { Pull } from '../engine/subject.ts';
import type { Words } from '../engine/words.ts';
import type { RepositoryObjectFact } from '../probes/sync/repository-object.ts';
import { keptBy } from './kept-by.ts';

/** The group is discovered where it is asked; rights name the vendor's own. */
export const REPOSITORY_RIGHTS: readonly ClusterRight[] = [
  { group: 'image.theriseunion.io', resource: 'repositories', verb: 'get' },
  { group: 'image.theriseunion.io', resource: 'repositories', verb: 'patch' },
];

const words: Words<{
  change(annotation: string, to: string | null): string;
  readonly noGround: string;
  readonly undoes: string;
  readonly atYes: string;
}> = {
  en: {
    change: (annotation, to) =>
      to === null ? `without the annotation \`${annotation}\`` : `annotation \`${annotation}: ${to}\``,
    noGround: 'no cluster leads to it',
    atYes: 'the time of the yes, in seconds since 1970',
    undoes: 'Set the annotation back as it was.',
  },
};

export interface Annotation {
  readonly remediation: string;
  readonly check: string;
  readonly risk: Risk;
  readonly does: string;
  readonly interrupts: string;
  readonly object: RepositoryObjectFact;
  readonly at: { readonly namespace: string; readonly name: string };
  readonly annotation: string;
  readonly from: string | null;
  readonly to: string | null;
  /** What the undo writes. */
  readonly back: string | null;
  readonly withinS: number;
  readonly pull: Pull;
}

export function planAnnotation(of: Annotation): Planned {
  const { object, at, annotation, from, to, back, pull, ...said } = of;
  const cluster = pull.installation?.place?.cluster ?? pull.sync?.cluster;
  if (cluster === undefined) return { state: 'not-ready', why: words.en.noGround };
  const kept = keptBy(object.keeper, words.en.change(annotation, to));
  if (kept.is === 'theirs') return { state: 'not-ready', why: kept.why };
  const target = { kind: { group: object.group, plural: 'repositories' }, ...at };
  const what = `Repository ${at.namespace}/${at.name} · ${annotation}`;
  const shown = to === '{approvedAtSeconds}' ? words.en.atYes : to;
  const step = (value: string | null): Step => ({
    do: 'patch',
    target,
    how: 'merge',
    body: { metadata: { annotations: { [annotation]: value } } },
    uid: object.uid,
  });
  return {
    state: 'ready',
    plan: {
      remediation: said.remediation,
      does: said.does,
      risk: said.risk,
      scope: { cluster, namespace: at.namespace, registry: null },
      steps: [step(to)],
      changes: [{ what, from, to: shown }],
      interrupts: said.interrupts,
      undo: {
        by: 'steps',
        says: words.en.undoes,
        steps: [step(back)],
        changes: [{ what, from: shown, to: back }],
      },
      locks: [`${cluster}/repositories.${object.group}/${at.namespace}/${at.name}`],
      verify: { check: said.check, withinS: said.withinS, steadyS: 0 },
      beware: kept.is === 'warn' ? [kept.beware] : [],
    },
  };
}
