/** The plan that corrects the spec of a Repository and has it synced. Pure. */
import { MANUAL_SYNC } from '../engine/kubernetes/repository.ts';
import type { Change, Step } from '../engine/plan.ts';
import type { Planned } from '../engine/remediation.ts';
import type { Pull } from '../engine/subject.ts';
import type { Words } from '../engine/words.ts';
import type { RepositoryObjectFact } from '../probes/sync/repository-object.ts';
import { keptBy } from './kept-by.ts';

/** Fields of `spec`, as they are to be, or the name they refer to; null: absent. */
export type Spec = Readonly<Record<string, Scalar | { readonly name: string | null }>>;
type Scalar = string | number | null;

const words: Words<{
  change(spec: Spec): string;
  readonly noGround: string;
  readonly syncs: string;
  readonly undoes: string;
}> = {
  en: {
    change: (spec) => `\`spec: ${JSON.stringify(spec)}\``,
    noGround: 'no cluster leads to it',
    syncs: 'Nothing but this Repository, which is synced at once.',
    undoes: 'Set its spec back as it was.',
  },
};

export interface SpecPatch {
  readonly remediation: string;
  readonly check: string;
  readonly does: string;
  readonly object: RepositoryObjectFact;
  readonly at: { readonly namespace: string; readonly name: string };
  readonly from: Spec;
  readonly to: Spec;
  /** How long a sync may take, seconds. */
  readonly withinS: number;
  readonly pull: Pull;
}

export function planSpec({ object, at, from, to, pull, ...of }: SpecPatch): Planned {
  const cluster = pull.installation?.place?.cluster ?? pull.sync?.cluster;
  if (cluster === undefined) return { state: 'not-ready', why: words.en.noGround };
  const kept = keptBy(object.keeper, words.en.change(to));
  if (kept.is === 'theirs') return { state: 'not-ready', why: kept.why };
  const target = { kind: { group: object.group, plural: 'repositories' }, ...at };
  const step = (spec: Spec, was: Spec, asked: string | null): Step => ({
    do: 'patch',
    target,
    how: 'merge',
    body: { metadata: { annotations: { [MANUAL_SYNC]: asked } }, spec },
    was: { spec: was },
    uid: object.uid,
  });
  const name = `Repository ${at.namespace}/${at.name}`;
  const changed = (a: Spec, b: Spec): readonly [Change, ...Change[]] => {
    const [first, ...rest] = Object.keys(to).map((key) => ({
      what: `${name} · spec.${key}${isReference(to[key]) ? '.name' : ''}`,
      from: textOf(a[key]),
      to: textOf(b[key]),
    }));
    return [first ?? { what: name, from: null, to: null }, ...rest];
  };
  return {
    state: 'ready',
    plan: {
      remediation: of.remediation,
      does: of.does,
      risk: 'medium',
      scope: { cluster, namespace: at.namespace, registry: null },
      steps: [step(to, from, '{approvedAtSeconds}')],
      changes: changed(from, to),
      interrupts: words.en.syncs,
      undo: {
        by: 'steps',
        says: words.en.undoes,
        steps: [step(from, to, null)],
        changes: changed(to, from),
      },
      locks: [`${cluster}/repositories.${object.group}/${at.namespace}/${at.name}`],
      verify: { check: of.check, withinS: of.withinS, steadyS: 0 },
      beware: kept.is === 'warn' ? [kept.beware] : [],
    },
  };
}

function isReference(value: Spec[string] | undefined): value is { readonly name: string | null } {
  return typeof value === 'object' && value !== null;
}

function textOf(value: Spec[string] | undefined): string | null {
  const plain = isReference(value) ? value.name : value;
  return plain === null || plain === undefined ? null : String(plain);
}
