import { CouldNotAsk } from '../engine/answer.ts';
import type { NodeRecord } from '../engine/cluster.ts';
import type { Probe } from '../engine/probe.ts';
import type { Words } from '../engine/words.ts';
import { pod } from './pod.ts';

export interface NodeFact {
  readonly node: NodeRecord;
  /** Whether the node's image list (its largest 50) names this image already. */
  readonly holdsImage: boolean;
}

const words: Words<{
  readonly asks: string;
  readonly noNode: string;
  readonly gone: (node: string, says: string) => string;
  readonly forbidden: (says: string) => string;
}> = {
  en: {
    asks: 'reading its node',
    noNode: 'the pod is bound to no node yet',
    gone: (node, says) => `the node \`${node}\` is gone: ${says}`,
    forbidden: (says) => `the cluster does not let us read nodes: ${says}`,
  },
};

/** The node the pod was bound to: its platform and pressure. */
export const node: Probe<NodeFact> = {
  id: 'node',
  asks: () => words.en.asks,
  rights: [{ group: '', resource: 'nodes', verb: 'get' }],
  ask: async (ctx) => {
    const { pod: of, container } = await ctx.need(pod);
    if (!of.node || !ctx.cluster) throw new CouldNotAsk(words.en.noNode);
    const answer = await ctx.cluster.node(of.node);
    if (answer.ended === 'not-found') throw new CouldNotAsk(words.en.gone(of.node, answer.says));
    if (answer.ended === 'forbidden') throw new CouldNotAsk(words.en.forbidden(answer.says));
    if (answer.ended === 'unreachable') throw new CouldNotAsk(answer.says);
    const names = namesOf(container.image);
    return { node: answer.value, holdsImage: answer.value.images.some((image) => names.has(image)) };
  },
};

/** How a node may list the image: container runtimes write Docker Hub's domain and the default tag out. */
export function namesOf(image: string): ReadonlySet<string> {
  const last = image.slice(image.lastIndexOf('/') + 1);
  const full = last.includes(':') || image.includes('@') ? image : `${image}:latest`;
  return new Set([image, full, `docker.io/${full}`, `docker.io/library/${full}`]);
}
