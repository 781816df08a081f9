import { CouldNotAsk, NotReached } from '../engine/answer.ts';
import type { Probe } from '../engine/probe.ts';
import { pod } from './pod.ts';
import { pulledIn } from './pull-times.ts';

/** How fast nodes pulled of late, as their kubelets say; only those since 1.30 tell sizes. */
export interface NodeSpeedsFact {
  /** The node of the pod that is asked about; null: none yet. */
  readonly node: string | null;
  /** Bytes per second, the middle of a node's pulls; the slowest first. */
  readonly speeds: readonly {
    readonly node: string;
    readonly perSecond: number;
    readonly pulls: number;
  }[];
}

/** Below this the registry's answers take longer than the bytes. */
const LEAST_BYTES = 1_000_000;
const LEAST_MS = 500;

export const nodeSpeeds: Probe<NodeSpeedsFact> = {
  id: 'node-speeds',
  asks: () => 'comparing how fast nodes pulled of late',
  rights: [
    { group: '', resource: 'events', verb: 'list' },
    { group: '', resource: 'pods', verb: 'list' },
  ],
  async ask({ need, cluster }) {
    const { pod: mine } = await need(pod);
    if (!cluster) throw new NotReached('pod');
    const [events, pods] = await Promise.all([cluster.events(mine.namespace), cluster.pods(mine.namespace)]);
    if (events.ended !== 'found') throw new CouldNotAsk(events.says);
    if (pods.ended !== 'found') throw new CouldNotAsk(pods.says);
    const nodes = new Map(pods.value.map(({ name, node }) => [name, node]));
    const pulls = events.value.flatMap(({ about, message }) => {
      const node = about.kind === 'Pod' ? nodes.get(about.name) : null;
      const pulled = pulledIn(message);
      if (!node || !pulled || (pulled.bytes ?? 0) < LEAST_BYTES || pulled.pullMs < LEAST_MS) return [];
      return [{ node, perSecond: ((pulled.bytes ?? 0) / pulled.pullMs) * 1_000 }];
    });
    const speeds = [...Map.groupBy(pulls, ({ node }) => node)].map(([node, own]) => ({
      node,
      perSecond: middle(own.map(({ perSecond }) => perSecond)),
      pulls: own.length,
    }));
    return { node: mine.node, speeds: speeds.toSorted((a, b) => a.perSecond - b.perSecond) };
  },
};

function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
