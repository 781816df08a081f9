/** Makes the pods of a workload bring one more pull secret: by their template, or by their service account. Pure. */
import type { Answer } from '../engine/answer.ts';
import type { ClusterRight } from '../engine/cluster.ts';
import type { Change, Step } from '../engine/plan.ts';
import type { Words } from '../engine/words.ts';
import type { ClaimModesFact } from '../probes/claim-modes.ts';
import type { PodFact } from '../probes/pod.ts';
import type { ServiceAccountFact } from '../probes/service-account.ts';
import type { WorkloadFact } from '../probes/workload.ts';
import { keptBy } from './kept-by.ts';
import { whyNotRoll } from './roll-safely.ts';
import { DELETE_POD_RIGHT, deletePod, whyNotDelete } from './waiting-pod.ts';

export const NAME_IN_WORKLOAD_RIGHTS: readonly ClusterRight[] = [
  { group: 'apps', resource: 'deployments', verb: 'patch' },
  { group: 'apps', resource: 'statefulsets', verb: 'patch' },
  { group: 'apps', resource: 'daemonsets', verb: 'patch' },
  DELETE_POD_RIGHT,
];
export const NAME_IN_ACCOUNT_RIGHTS: readonly ClusterRight[] = [
  { group: '', resource: 'serviceaccounts', verb: 'patch' },
  DELETE_POD_RIGHT,
];

/** How a secret is named, there and back. `no`: why it is not done. */
export type Attachment =
  | { readonly is: 'no'; readonly why: string }
  | {
      readonly is: 'attached';
      /** `Deployment \`shop/cart\``. */
      readonly to: string;
      readonly steps: readonly [Step, ...Step[]];
      readonly changes: readonly [Change, ...Change[]];
      readonly back: { readonly step: Step; readonly change: Change };
      readonly lock: string;
      readonly interrupts: string;
      readonly beware: readonly string[];
    };

const words: Words<{
  change(secret: string): string;
  readonly rolls: string;
  readonly newPods: string;
  readonly everyPod: string;
}> = {
  en: {
    change: (secret) => `\`imagePullSecrets: [{name: ${secret}}]\``,
    rolls: 'Its pods are replaced as the workload’s strategy says.',
    newPods: 'Nothing: only the waiting pod is made anew.',
    everyPod: 'Every new pod of this service account brings the login, not this workload’s alone.',
  },
};

export interface ToAttach {
  readonly secret: string;
  readonly cluster: string;
  readonly pod: PodFact;
}

export function inWorkload(
  { secret, cluster, pod }: ToAttach,
  workload: WorkloadFact,
  modes: Answer<ClaimModesFact>,
): Attachment {
  const { kind, plural, namespace, name, uid, keeper, imagePullSecrets } = workload;
  const kept = keptBy(keeper, words.en.change(secret));
  if (kept.is === 'theirs') return { is: 'no', why: kept.why };
  if (modes.state !== 'known')
    return { is: 'no', why: modes.state === 'unknown' ? modes.why : 'its volumes were not looked at' };
  const why = whyNotRoll(workload, modes.fact);
  if (why !== null) return { is: 'no', why };
  const target = { kind: { group: 'apps', plural }, namespace, name };
  const patch = (entry: object): Step => ({
    do: 'patch',
    target,
    how: 'strategic',
    body: { spec: { template: { spec: { imagePullSecrets: [entry] } } } },
    uid,
  });
  const listed = (names: readonly string[]): string | null => names.join(', ') || null;
  const what = `${kind} ${namespace}/${name} · imagePullSecrets`;
  const [before, after] = [listed(imagePullSecrets), listed([...imagePullSecrets, secret])];
  // A StatefulSet waits for a broken pod to become ready before it replaces it (kubernetes/kubernetes#67250).
  const replaced = kind === 'StatefulSet' ? deletePod(pod.pod) : null;
  return {
    is: 'attached',
    to: `${kind} \`${namespace}/${name}\``,
    steps: [patch({ name: secret }), ...(replaced ? [replaced.step] : [])],
    changes: [{ what, from: before, to: after }, ...(replaced ? [replaced.change] : [])],
    back: { step: patch({ $patch: 'delete', name: secret }), change: { what, from: after, to: before } },
    lock: `${cluster}/${plural}.apps/${namespace}/${name}`,
    interrupts: words.en.rolls,
    beware: kept.is === 'warn' ? [kept.beware] : [],
  };
}

/** The list of a ServiceAccount is written whole, so it must be as it was. */
export function inAccount({ secret, cluster, pod }: ToAttach, account: ServiceAccountFact): Attachment {
  const { namespace, name, uid, keeper, imagePullSecrets: had } = account;
  const kept = keptBy(keeper, words.en.change(secret));
  if (kept.is === 'theirs') return { is: 'no', why: kept.why };
  const why = whyNotDelete(pod);
  if (why !== null) return { is: 'no', why };
  const target = { kind: { group: '', plural: 'serviceaccounts' }, namespace, name };
  const list = (names: readonly string[]) => ({ imagePullSecrets: names.map((one) => ({ name: one })) });
  const has = [...had, secret];
  const patch = (to: readonly string[], was: readonly string[]): Step => ({
    do: 'patch',
    target,
    how: 'merge',
    body: list(to),
    was: list(was),
    uid,
  });
  const what = `ServiceAccount ${namespace}/${name} · imagePullSecrets`;
  const [before, after] = [had.join(', ') || null, has.join(', ')];
  const { step, change } = deletePod(pod.pod);
  return {
    is: 'attached',
    to: `ServiceAccount \`${namespace}/${name}\``,
    steps: [patch(has, had), step],
    changes: [{ what, from: before, to: after }, change],
    back: { step: patch(had, has), change: { what, from: after, to: before } },
    lock: `${cluster}/serviceaccounts/${namespace}/${name}`,
    interrupts: words.en.newPods,
    beware: [words.en.everyPod, ...(kept.is === 'warn' ? [kept.beware] : [])],
  };
}
