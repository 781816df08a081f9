import { CouldNotAsk } from '../../engine/answer.ts';
import { siteOf, toldBy } from '../../engine/installation-place.ts';
import { at, mapAt } from '../../engine/kubernetes/fields.ts';
import { NODES, nodeOf } from '../../engine/kubernetes/node.ts';
import { quantityOf } from '../../engine/kubernetes/quantity.ts';
import type { Probe } from '../../engine/probe.ts';

/** Memory that is left for a pod of the installation, bytes. */
export interface MemoryRoomFact {
  /** On the node that has most: what pods may have there, less what is used. */
  readonly onNodes: number;
  /** Of `limits.memory` in the namespace's quotas, the least; null: no quota limits it. */
  readonly inQuota: number | null;
}

const NODE_METRICS = { group: 'metrics.k8s.io', plural: 'nodes' } as const;
const QUOTAS = { group: '', plural: 'resourcequotas' } as const;

/** Asked only for remediations. */
export const memoryRoom: Probe<MemoryRoomFact> = {
  id: 'memory-room',
  asks: () => 'looking for a node with room',
  timeBoxMs: 8_000,
  rights: [
    { ...right(NODES), verb: 'list' },
    { ...right(NODE_METRICS), verb: 'list' },
    { ...right(QUOTAS), verb: 'list' },
  ],
  async ask(context) {
    const { reader, namespace } = siteOf(context, 'harbor', 'distribution', 'image-controller');
    const [nodes, metrics, quotas] = await Promise.all([
      reader.objects(NODES, null),
      reader.objects(NODE_METRICS, null),
      reader.objects(QUOTAS, namespace),
    ]);
    if (metrics.ended !== 'found')
      throw new CouldNotAsk(`how much memory nodes use is not known (metrics-server): ${metrics.says}`);
    const used = new Map(
      metrics.value.map(({ metadata, ...one }) => [metadata.name, quantityOf(mapAt(one, 'usage')['memory'])]),
    );
    const free = (toldBy(nodes) ?? [])
      .map(nodeOf)
      .filter(
        ({ troubles, isCordoned, taints }) => troubles.length === 0 && !isCordoned && taints.length === 0,
      )
      .map(
        ({ name, allocatable }) => (allocatable.memory ?? 0) - (used.get(name) ?? Number.POSITIVE_INFINITY),
      );
    const left = (toldBy(quotas) ?? []).flatMap(({ status }) => {
      const [hard, taken] = ['hard', 'used'].map((of) => quantityOf(mapAt(at(status, of))['limits.memory']));
      return hard == null ? [] : [hard - (taken ?? 0)];
    });
    return { onNodes: Math.max(0, ...free), inQuota: left.length === 0 ? null : Math.min(...left) };
  },
};

function right({ group, plural }: { readonly group: string; readonly plural: string }) {
  return { group, resource: plural };
}
