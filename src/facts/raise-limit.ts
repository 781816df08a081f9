/** The plan that gives a container of a component more memory or CPU. Pure. */
import type { ClusterRight } from '../engine/cluster.ts';
import type { Plan, Step } from '../engine/plan.ts';
import type { Planned } from '../engine/remediation.ts';
import type { Pull } from '../engine/subject.ts';
import type { Words } from '../engine/words.ts';
import type { ComponentWorkload } from '../probes/installation/component-workloads.ts';
import type { MemoryRoomFact } from '../probes/installation/memory-room.ts';
import { keptBy } from './kept-by.ts';
import { whyNotRoll } from './roll-safely.ts';
import { DELETE_POD_RIGHT } from './waiting-pod.ts';

export const RAISE_RIGHTS: readonly ClusterRight[] = [
  { group: 'apps', resource: 'deployments', verb: 'patch' },
  { group: 'apps', resource: 'statefulsets', verb: 'patch' },
  DELETE_POD_RIGHT,
];

const MIB = 1024 ** 2;

const words: Words<{
  noLimit(container: string): string;
  noRoom(wanted: string, free: string): string;
  noQuota(more: string, left: string): string;
  change(container: string, what: string, to: string): string;
  does(container: string, workload: string, what: string, to: string): string;
  readonly noGround: string;
  readonly interrupts: string;
  undoes(what: string, from: string): string;
  pod(name: string): string;
}> = {
  en: {
    noLimit: (container) =>
      `\`${container}\` has no limit of its own: its node ran short. See what else runs there: \`kubectl top pod -A --sort-by=memory\``,
    noRoom: (wanted, free) => `no node has room: it would take ${wanted}, and the emptiest has ${free} left`,
    noQuota: (more, left) =>
      `the namespace’s quota has ${left} of limits left, and it would take ${more} more`,
    change: (container, what, to) => `\`resources.limits.${what}: ${to}\` of container \`${container}\``,
    does: (container, workload, what, to) =>
      `Raise the ${what} limit of \`${container}\` in ${workload} to ${to}`,
    noGround: 'no cluster leads to it',
    interrupts: 'Its pods are replaced as the workload’s strategy says; what they do is begun again.',
    undoes: (what, from) => `Set the ${what} limit back to ${from}`,
    pod: (name) => `Pod ${name}, which its StatefulSet makes anew`,
  },
};

export interface Raise {
  readonly remediation: string;
  readonly check: string;
  readonly workload: ComponentWorkload;
  readonly container: string;
  readonly what: 'memory' | 'cpu';
  /** What it gets at least, bytes or CPUs. */
  readonly least: number;
  readonly room: MemoryRoomFact;
  readonly pull: Pull;
}

/** Twice what it had, where there is room for that. */
export function planRaise({ workload, container, what, least, room, pull, ...of }: Raise): Planned {
  const refuse = (why: string): Planned => ({ state: 'not-ready', why });
  const cluster = pull.installation?.place?.cluster;
  if (cluster === undefined) return refuse(words.en.noGround);
  const had = workload.containers.find(({ name }) => name === container)?.limits[what] ?? null;
  if (had === null) return refuse(words.en.noLimit(container));
  const wanted = Math.max(had * 2, least);
  const short = what === 'memory' ? shortOf(had, wanted, room) : null;
  if (short !== null) return refuse(short);
  const [from, to] = [quantity(what, had), quantity(what, wanted)];
  const kept = keptBy(workload.keeper, words.en.change(container, what, to));
  if (kept.is === 'theirs') return refuse(kept.why);
  const why = whyNotRoll(workload, workload);
  if (why !== null) return refuse(why);
  const { kind, plural, namespace, name, uid, pods } = workload;
  const target = { kind: { group: 'apps', plural }, namespace, name };
  const patch = (limit: string): Step => ({
    do: 'patch',
    target,
    how: 'strategic',
    body: {
      spec: {
        template: { spec: { containers: [{ name: container, resources: { limits: { [what]: limit } } }] } },
      },
    },
    uid,
  });
  const field = `${kind} ${namespace}/${name} · limits.${what} of \`${container}\``;
  // A StatefulSet waits for a broken pod to become ready before it replaces it (kubernetes/kubernetes#67250).
  const broken = kind === 'StatefulSet' && workload.ready < workload.replicas ? pods[0] : undefined;
  const plan: Plan = {
    remediation: of.remediation,
    does: words.en.does(container, `${kind} \`${namespace}/${name}\``, what, to),
    risk: 'medium',
    scope: { cluster, namespace, registry: null },
    steps: [patch(to), ...(broken ? [deleted(broken, namespace)] : [])],
    changes: [
      { what: field, from, to },
      ...(broken
        ? [{ what: words.en.pod(`${namespace}/${broken.name}`), from: broken.phase, to: null }]
        : []),
    ],
    interrupts: words.en.interrupts,
    undo: {
      by: 'steps',
      says: words.en.undoes(what, from),
      steps: [patch(from)],
      changes: [{ what: field, from: to, to: from }],
    },
    locks: [`${cluster}/${plural}.apps/${namespace}/${name}`],
    verify: { check: of.check, rollout: target, withinS: 300, steadyS: 60 },
    beware: kept.is === 'warn' ? [kept.beware] : [],
  };
  return { state: 'ready', plan };
}

function shortOf(had: number, wanted: number, { onNodes, inQuota }: MemoryRoomFact): string | null {
  const say = (bytes: number): string => quantity('memory', Math.max(0, Math.floor(bytes / MIB) * MIB));
  if (onNodes < wanted) return words.en.noRoom(say(wanted), say(onNodes));
  if (inQuota !== null && inQuota < wanted - had) return words.en.noQuota(say(wanted - had), say(inQuota));
  return null;
}

/** As people write it; bytes where it is no whole number of MiB. */
function quantity(what: 'memory' | 'cpu', amount: number): string {
  if (what === 'cpu') return `${Math.round(amount * 1000)}m`;
  return amount % MIB === 0 ? `${amount / MIB}Mi` : String(amount);
}

function deleted({ name, uid }: ComponentWorkload['pods'][number], namespace: string): Step {
  return { do: 'delete', target: { kind: { group: '', plural: 'pods' }, namespace, name }, uid };
}
