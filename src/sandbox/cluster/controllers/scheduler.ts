/** Binds pods to nodes: selector, required affinity by label, taints; then the node with the fewest pods. */
import type { Node, Pod, PodSpec } from '../objects.ts';
import { timestamp } from '../objects.ts';
import { matches } from '../select/labels.ts';
import type { Controller, Desk } from './controller.ts';

const ARCH = 'kubernetes.io/arch';

export const scheduler: Controller = (desk) => {
  for (const pod of desk.store.list<Pod>('pods')) {
    if (!pod.spec.nodeName && !pod.metadata.deletionTimestamp) bind(desk, pod);
  }
};

function bind(desk: Desk, pod: Pod): void {
  const nodes = desk.store.list<Node>('nodes');
  const fit = nodes.filter((node) => fitsNode(pod.spec, node) && tolerates(pod.spec, node) && isUp(node));
  const load = (node: Node): number =>
    desk.store.list<Pod>('pods').filter(({ spec }) => spec.nodeName === node.metadata.name).length;
  const [best] = fit.toSorted((a, b) => load(a) - load(b));
  if (!best) return void unschedulable(desk, pod, nodes.length);
  const nodeName = best.metadata.name;
  const bound = desk.store.replace('pods', {
    ...pod,
    spec: { ...pod.spec, nodeName },
    status: {
      ...pod.status,
      conditions: [{ type: 'PodScheduled', status: 'True', lastTransitionTime: timestamp() }],
    },
  });
  const where = `${pod.metadata.namespace}/${pod.metadata.name}`;
  const message = `Successfully assigned ${where} to ${nodeName}`;
  desk.recorder.record({
    about: bound,
    type: 'Normal',
    reason: 'Scheduled',
    message,
    component: 'default-scheduler',
  });
}

function unschedulable(desk: Desk, pod: Pod, nodes: number): void {
  const message = `0/${nodes} nodes are available: ${nodes} node(s) didn't match Pod's node affinity/selector. preemption: 0/${nodes} nodes are available: ${nodes} Preemption is not helpful for scheduling.`;
  const said = (pod.status?.conditions ?? []).some((condition) => condition.message === message);
  if (said) return;
  const condition = { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message };
  desk.store.replace('pods', {
    ...pod,
    status: { ...pod.status, conditions: [{ ...condition, lastTransitionTime: timestamp() }] },
  });
  const event = { about: pod, type: 'Warning', reason: 'FailedScheduling', message } as const;
  desk.recorder.record({ ...event, component: 'default-scheduler' });
}

/** nodeSelector and requiredDuringScheduling node affinity. */
export function fitsNode(spec: PodSpec, node: Node): boolean {
  const labels = node.metadata.labels ?? {};
  if (!matches({ matchLabels: spec.nodeSelector ?? {} }, labels)) return false;
  const affinity = spec['affinity'] as Affinity | undefined;
  const terms = affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms;
  const { name } = node.metadata;
  return (
    terms === undefined ||
    terms.some(
      (term) =>
        matches(term, labels) &&
        // The only field there is to match is the node's name.
        (term.matchFields ?? []).every(({ values }) => values.includes(name)),
    )
  );
}

interface Affinity {
  readonly nodeAffinity?: {
    readonly requiredDuringSchedulingIgnoredDuringExecution?: {
      readonly nodeSelectorTerms: (Parameters<typeof matches>[0] & {
        readonly matchFields?: readonly { readonly values: readonly string[] }[];
      })[];
    };
  };
}

interface Toleration {
  readonly key?: string;
  readonly operator?: string;
  readonly value?: string;
}

function tolerates(spec: PodSpec, node: Node): boolean {
  const taints = (node.spec?.['taints'] ?? []) as readonly { key: string; value?: string; effect: string }[];
  const given = (spec['tolerations'] ?? []) as readonly Toleration[];
  // Managed clusters tolerate the architecture's taint for whoever selects the architecture.
  const arch = spec.nodeSelector?.[ARCH];
  const tolerations = arch === undefined ? given : [...given, { key: ARCH, operator: 'Exists' }];
  return taints
    .filter(({ effect }) => effect !== 'PreferNoSchedule')
    .every((taint) =>
      tolerations.some(
        ({ key, operator, value }) =>
          (key === undefined || key === taint.key) && (operator === 'Exists' || value === taint.value),
      ),
    );
}

function isUp(node: Node): boolean {
  const ready = node.status.conditions.some(({ type, status }) => type === 'Ready' && status === 'True');
  return ready && node.spec?.['unschedulable'] !== true;
}
