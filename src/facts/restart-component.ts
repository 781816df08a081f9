/** The plan that restarts a component, by the way that does not hang: rolled, or its pod evicted. Pure. */
import type { Answer } from '../engine/answer.ts';
import type { ClusterRight } from '../engine/cluster.ts';
import type { HarborComponent } from '../engine/harbor/records.ts';
import type { Change, Plan, Risk, Step } from '../engine/plan.ts';
import type { Planned } from '../engine/remediation.ts';
import type { Pull } from '../engine/subject.ts';
import type { Words } from '../engine/words.ts';
import type {
  ComponentWorkload,
  ComponentWorkloadsFact,
  WorkloadPod,
} from '../probes/installation/component-workloads.ts';
import type { CollectionsFact } from '../probes/storage/collections.ts';
import { hangingRollout, onOneNode } from './hanging-rollout.ts';

/** A component that was restarted since this long gets its time to come up. Milliseconds. */
const RECENT_MS = 15 * 60_000;
/** A pod that came this soon after its workload is its first, not a restarted one. */
const FIRST_MS = 2 * 60_000;
const WITHIN_S = 300;
const STEADY_S = 60;
const NEVER: ReadonlySet<string> = new Set();

export const RESTART_RIGHTS: readonly ClusterRight[] = [
  { group: 'apps', resource: 'deployments', verb: 'get' },
  { group: 'apps', resource: 'deployments', verb: 'patch' },
  { group: 'apps', resource: 'statefulsets', verb: 'get' },
  { group: 'apps', resource: 'statefulsets', verb: 'patch' },
  { group: '', resource: 'pods/eviction', verb: 'create' },
];

const words: Words<{
  none(component: string): string;
  paused(name: string): string;
  rolling(name: string): string;
  recent(name: string, minutes: number): string;
  several(name: string): string;
  collecting(state: string, id: number): string;
  sick(component: string, says: string): string;
  untold(component: string): string;
  noHelp(state: string): string;
  readonly noGround: string;
  does(component: string, what: string): string;
  evicts(pod: string, what: string): string;
  readonly again: string;
  readonly atYes: string;
  readonly noUndo: string;
  readonly byOperator: string;
  readonly byGit: string;
  readonly byVolume: string;
  readonly deadlock: string;
  readonly broken: string;
}> = {
  en: {
    none: (component) => `no Deployment or StatefulSet of \`${component}\` with a pod was found`,
    paused: (name) => `\`${name}\` is paused: it would not roll. Resume it first`,
    rolling: (name) => `\`${name}\` is rolling out already; wait until that is over`,
    recent: (name, minutes) =>
      `\`${name}\` was restarted ${minutes} min ago; a second restart within 15 min hides what is wrong`,
    several: (name) =>
      `\`${name}\` has several replicas on a volume that one node may mount: a restart can leave it stuck. Scale it to 1 or share the volume first`,
    collecting: (state, id) =>
      `garbage collection ${id} is ${state}; wait until it is over, or stop it first: a restart begins it anew`,
    sick: (component, says) =>
      `${component} is unhealthy, and it would not come up again without it: ${says}`,
    untold: (component) => `Harbor does not tell how ${component} is`,
    noHelp: (state) =>
      `its pod is \`${state}\`: a restart does not change that; its events and the log of the run before say why`,
    noGround: 'no cluster leads to it',
    does: (component, what) => `Restart \`${component}\` by rolling ${what}`,
    evicts: (pod, what) => `Restart ${what} by evicting its pod \`${pod}\``,
    atYes: 'the time of the yes',
    again: 'its controller makes it anew',
    noUndo: 'A restart cannot be taken back.',
    byOperator: 'Its operator takes a rollout’s annotation away again, so the pod is evicted instead.',
    byGit: 'It is kept by GitOps, so its Deployment is left as it is and the pod is evicted.',
    byVolume:
      'Its volume can be mounted on one node, and RollingUpdate starts the new pod first: the pod is evicted instead, so that no rollout hangs. It is away until the new pod is ready.',
    deadlock:
      'The new pod waits for the volume that the old one holds: the old one is evicted, which ends the hanging rollout. To keep it from coming back: `updateStrategy.type: Recreate` in the values.',
    broken: 'A StatefulSet does not roll over a pod that is not ready, so the pod is evicted.',
  },
};

export interface Restart {
  readonly remediation: string;
  readonly check: string;
  readonly component: string;
  readonly risk: Risk;
  readonly interrupts: string;
  readonly found: ComponentWorkloadsFact;
  readonly pull: Pull;
  readonly beware?: readonly string[];
}

/** Not ready where the table of restarts forbids it: rolling, paused, just restarted, replicas on one volume. */
export function planRestart(restart: Restart): Planned {
  const { component, found, pull } = restart;
  const workload = found.workloads.find(({ components }) => components.includes(component));
  const cluster = pull.installation?.place?.cluster;
  if (!workload) return refuse(words.en.none(component));
  if (cluster === undefined) return refuse(words.en.noGround);
  const stuck = hanging(workload);
  const why = stuck === null ? mayNot(workload, found.at) : null;
  if (why !== null) return refuse(why);
  return { state: 'ready', plan: planOf(restart, workload, stuck ?? evicted(workload), cluster) };
}

interface Evicted {
  readonly pod: WorkloadPod;
  readonly why: string;
}

/** The old pod of a rollout that waits for its own volume. */
function hanging(workload: ComponentWorkload): Evicted | null {
  const found = hangingRollout(workload);
  return found && { pod: found.holds, why: words.en.deadlock };
}

function mayNot(
  { name, isPaused, updated, replicas, pods, modes, restartedAt, createdAt }: ComponentWorkload,
  at: string,
): string | null {
  if (isPaused) return words.en.paused(name);
  if (updated < replicas || pods.length > replicas) return words.en.rolling(name);
  if (replicas > 1 && onOneNode(modes)) return words.en.several(name);
  const newest = Date.parse(pods.at(-1)?.createdAt ?? '');
  const isFirst = createdAt !== null && newest - Date.parse(createdAt) < FIRST_MS;
  const age = Date.parse(at) - Math.max(Date.parse(restartedAt ?? '') || 0, isFirst ? 0 : newest || 0);
  return age < RECENT_MS ? words.en.recent(name, Math.floor(age / 60_000)) : null;
}

/** The pod that is evicted where a rollout would be undone or would hang; null: it is rolled. */
function evicted({
  keeper,
  kind,
  strategy,
  modes,
  pods,
  ready,
  replicas,
}: ComponentWorkload): Evicted | null {
  const [pod] = pods;
  if (!pod) return null;
  if (keeper?.by === 'operator') return { pod, why: words.en.byOperator };
  if (keeper?.by === 'argocd' || keeper?.by === 'flux') return { pod, why: words.en.byGit };
  if (kind === 'StatefulSet') return ready < replicas ? { pod, why: words.en.broken } : null;
  return strategy === 'RollingUpdate' && onOneNode(modes) ? { pod, why: words.en.byVolume } : null;
}

function planOf(
  { remediation, check, component, risk, interrupts, beware = [] }: Restart,
  { kind, plural, namespace, name, uid, restartedAt }: ComponentWorkload,
  out: Evicted | null,
  cluster: string,
): Plan {
  const target = { kind: { group: 'apps', plural }, namespace, name };
  const what = `${kind} \`${namespace}/${name}\``;
  return {
    remediation,
    does: out ? words.en.evicts(out.pod.name, what) : words.en.does(component, what),
    risk,
    scope: { cluster, namespace, registry: null },
    steps: [out ? evict(out.pod, namespace) : roll(target, uid)],
    changes: [
      out
        ? evictChange(out.pod, namespace)
        : { what: `${kind} ${namespace}/${name} · restartedAt`, from: restartedAt, to: words.en.atYes },
    ],
    interrupts,
    undo: { by: 'none', why: words.en.noUndo },
    locks: [`${cluster}/${plural}.apps/${namespace}/${name}`],
    verify: { check, rollout: target, withinS: WITHIN_S, steadyS: STEADY_S },
    beware: out ? [out.why, ...beware] : beware,
  };
}

function roll(target: Extract<Step, { do: 'patch' }>['target'], uid: string): Step {
  const annotations = { 'kubectl.kubernetes.io/restartedAt': '{approvedAt}' };
  return {
    do: 'patch',
    target,
    how: 'strategic',
    body: { spec: { template: { metadata: { annotations } } } },
    uid,
  };
}

function evict({ name, uid }: WorkloadPod, namespace: string): Step {
  return { do: 'evict', target: { kind: { group: '', plural: 'pods' }, namespace, name }, uid };
}

function evictChange({ name, phase }: WorkloadPod, namespace: string): Change {
  return { what: `Pod ${namespace}/${name}, ${words.en.again}`, from: phase, to: null };
}

/** Why Harbor is in no state for a restart of what does its work; null when it is. */
export function harborForbids(
  collections: CollectionsFact,
  health: Answer<readonly HarborComponent[]> | null,
): string | null {
  const running = collections.runs.find(({ state }) => state === 'running' || state === 'pending');
  if (running) return words.en.collecting(running.state, running.id);
  if (health === null) return null;
  if (health.state !== 'known') return words.en.untold('its database');
  for (const name of ['database', 'redis']) {
    const one = health.fact.find((component) => component.name === name);
    if (!one) return words.en.untold(name);
    if (!one.healthy) return words.en.sick(name, one.error ?? 'Harbor does not say why');
  }
  return null;
}

/** A pod that runs and is not ready may hang; one that crashes is restarted already, by the kubelet:
 * except in the states of `sooner`, whose wait it cuts short. */
export function restartHelps(
  component: string,
  sick: readonly { readonly component: string; readonly state: string }[],
  sooner: ReadonlySet<string> = NEVER,
): { readonly is: 'yes' } | { readonly is: 'no'; readonly planned: Planned } {
  const mine = sick.filter((one) => one.component === component);
  if (mine.length === 0) return { is: 'no', planned: { state: 'not-applicable' } };
  const other = mine.find(({ state }) => state !== 'Running' && !sooner.has(state));
  return other ? { is: 'no', planned: refuse(words.en.noHelp(other.state)) } : { is: 'yes' };
}

const refuse = (why: string): Planned => ({ state: 'not-ready', why });
