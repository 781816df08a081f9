/** The plan that gives a container of a workload another image. */
import type { ClusterRight, PodRecord } from '../engine/cluster.ts';
import type { Change, Plan, Step } from '../engine/plan.ts';
import type { Planned } from '../engine/remediation.ts';
import type { Pull } from '../engine/subject.ts';
import type { Words } from '../engine/words.ts';
import type { WorkloadFact } from '../probes/workload.ts';
import { keptBy } from './kept-by.ts';

const words: Words<{
  readonly notItsImage: (image: string) => string;
  readonly does: (what: string, container: string, to: string) => string;
  readonly change: (container: string, to: string) => string;
  readonly interrupts: string;
  readonly undoes: (from: string) => string;
  readonly pod: (name: string) => string;
  readonly waits: string;
  readonly deleted: string;
}> = {
  en: {
    notItsImage: (image) => `its workload no longer wants \`${image}\`: another rollout came in between`,
    does: (what, container, to) => `Set the image of container \`${container}\` of ${what} to \`${to}\``,
    change: (container, to) => `image of container \`${container}\`: \`${to}\``,
    interrupts: 'Its pods are replaced as the workload’s strategy says.',
    undoes: (from) => `Set the image back to \`${from}\``,
    pod: (name) => `Pod ${name}, which its StatefulSet makes anew`,
    waits: 'waits for its image',
    deleted: 'deleted',
  },
};

export const SET_IMAGE_RIGHTS: readonly ClusterRight[] = [
  { group: 'apps', resource: 'deployments', verb: 'patch' },
  { group: 'apps', resource: 'statefulsets', verb: 'patch' },
  { group: 'apps', resource: 'daemonsets', verb: 'patch' },
  { group: '', resource: 'pods', verb: 'delete' },
];

export interface SetImage {
  readonly remediation: string;
  readonly check: string;
  readonly workload: WorkloadFact;
  readonly pull: Pull;
  /** The pod that waits for the old image. */
  readonly pod: PodRecord;
  /** The image that is known to pull. */
  readonly to: string;
}

/** Medium risk: pods roll. Not ready where somebody else keeps the workload as it is. */
export function planSetImage({ remediation, check, workload, pull, pod, to }: SetImage): Planned {
  const { kind, plural, namespace, name, uid } = workload;
  const container = workload.containers.find(
    (one) => one.image === pull.image && (pull.container === undefined || one.name === pull.container),
  );
  if (!container) return { state: 'not-ready', why: words.en.notItsImage(pull.image) };
  const kept = keptBy(workload.keeper, words.en.change(container.name, to));
  if (kept.is === 'theirs') return { state: 'not-ready', why: kept.why };
  const place = { cluster: pull.cluster ?? null, namespace, registry: null };
  const field = container.kind === 'init' ? 'initContainers' : 'containers';
  const target = { kind: { group: 'apps', plural }, namespace, name };
  const step = (image: string): Step => ({
    do: 'patch',
    target,
    how: 'strategic',
    body: { spec: { template: { spec: { [field]: [{ name: container.name, image }] } } } },
    uid,
  });
  const what = `${kind} ${namespace}/${name} · image of \`${container.name}\``;
  const plan: Plan = {
    remediation,
    does: words.en.does(`${kind} \`${namespace}/${name}\``, container.name, to),
    risk: 'medium',
    scope: place,
    steps: [step(to), ...(kind === 'StatefulSet' ? [replaced(pod)] : [])],
    changes: [{ what, from: pull.image, to }, ...(kind === 'StatefulSet' ? [podChange(pod)] : [])],
    interrupts: words.en.interrupts,
    undo: {
      by: 'steps',
      says: words.en.undoes(pull.image),
      steps: [step(pull.image)],
      changes: [{ what, from: to, to: pull.image }],
    },
    locks: [`${pull.cluster ?? ''}/${plural}.apps/${namespace}/${name}`],
    verify: { check, of: { ...pull, image: to }, rollout: target, withinS: 300, steadyS: 0 },
    beware: kept.is === 'warn' ? [kept.beware] : [],
  };
  return { state: 'ready', plan };
}

/** A StatefulSet waits for a broken pod to become ready before it replaces it (kubernetes/kubernetes#67250). */
function replaced({ namespace, name, uid }: PodRecord): Step {
  return { do: 'delete', target: { kind: { group: '', plural: 'pods' }, namespace, name }, uid };
}

function podChange({ namespace, name }: PodRecord): Change {
  return { what: words.en.pod(`${namespace}/${name}`), from: words.en.waits, to: words.en.deleted };
}
