/** Which nodes are short of disk, what their kubelets say about it, and how much of it images take. */

import { NotReached } from '../../engine/answer.ts';
import type { ClusterReader, ObjectEventRecord } from '../../engine/cluster.ts';
import { toldBy } from '../../engine/installation-place.ts';
import type { KubeObject } from '../../engine/kube-object.ts';
import { textAt } from '../../engine/kubernetes/fields.ts';
import { NODES, type NodeImage, type NodeObject, nodeOf } from '../../engine/kubernetes/node.ts';
import type { Probe } from '../../engine/probe.ts';

export interface NodeDisk {
  readonly node: string;
  /** e.g. `containerd://1.7.24`, `docker://20.10.21`. */
  readonly runtime: string | null;
  /** The condition's words, with since when; null: no pressure now. */
  readonly pressure: { readonly says: string; readonly since: string | null } | null;
  /** Events of the node about its disk and its images, the newest last. */
  readonly events: readonly { readonly reason: string; readonly says: string; readonly at: string }[];
  /** Pods of this node that were evicted and still show so. */
  readonly evicted: number;
  /** The largest first; the kubelet tells its 50 largest. */
  readonly images: readonly NodeImage[];
  /** The image that lies there in the most versions; null: none in more than one. */
  readonly crowded: { readonly repository: string; readonly versions: number } | null;
  /** All images it tells together, bytes: a lower bound. */
  readonly all: number;
  /** Bytes of disk that pods may have. */
  readonly disk: number | null;
}

export interface NodeDisksFact {
  readonly seen: number;
  /** Only those in trouble, or with an image collection that found or freed too little. */
  readonly troubled: readonly NodeDisk[];
}

/** kubelet: pkg/kubelet/events, pkg/kubelet/images and pkg/kubelet/eviction. */
const OF_DISK =
  /^(?:ImageGCFailed|FreeDiskSpaceFailed|EvictionThresholdMet|InvalidDiskCapacity|NodeHasDiskPressure|ContainerGCFailed)$/;
const IMAGES = 5;
const EVENTS = 5;

export const nodeDisks: Probe<NodeDisksFact> = {
  id: 'node-disks',
  asks: () => 'reading which nodes are short of disk',
  rights: [
    { group: '', resource: 'nodes', verb: 'list' },
    { group: '', resource: 'events', verb: 'list' },
    { group: '', resource: 'pods', verb: 'list' },
  ],
  async ask({ cluster, pull }) {
    if (cluster === null || pull.installation?.place === null) throw new NotReached('components');
    return readDisks(cluster);
  },
};

/** Throws CouldNotAsk where the cluster refuses. */
export async function readDisks(cluster: ClusterReader): Promise<NodeDisksFact> {
  const nodes = (toldBy(await cluster.objects(NODES, null)) ?? []).map(nodeOf);
  // Events about nodes lie in the namespace `default`.
  const answer = await cluster.events('default');
  const events = answer.ended === 'found' ? answer.value.filter(isOfDisk) : [];
  const disks = nodes.map((node) => diskOf(node, events)).filter(isTroubled);
  if (disks.length === 0) return { seen: nodes.length, troubled: [] };
  const pods = await cluster.objects({ group: '', plural: 'pods' }, null);
  const evicted = pods.ended === 'found' ? pods.value.filter(isEvicted) : [];
  const count = (node: string): number =>
    evicted.filter(({ spec }) => textAt(spec, 'nodeName') === node).length;
  return {
    seen: nodes.length,
    troubled: disks.map((disk) => ({ ...disk, evicted: count(disk.node) })),
  };
}

function diskOf(node: NodeObject, events: readonly ObjectEventRecord[]): NodeDisk {
  const condition = node.troubles.find(({ type }) => type === 'DiskPressure');
  return {
    node: node.name,
    runtime: node.runtime,
    pressure: condition
      ? {
          says: `DiskPressure=True (${condition.reason ?? ''}): ${condition.message ?? ''}`,
          since: condition.since ?? null,
        }
      : null,
    events: events
      .filter(({ about }) => about.name === node.name)
      .slice(-EVENTS)
      .map(({ reason, message, lastSeen }) => ({ reason, says: message, at: lastSeen })),
    evicted: 0,
    images: node.images.slice(0, IMAGES),
    crowded: crowdedOf(node.images),
    all: node.images.reduce((sum, { size }) => sum + size, 0),
    disk: node.allocatable.disk,
  };
}

/** By tag: the digests beside them name the same. */
function crowdedOf(images: NodeObject['images']): NodeDisk['crowded'] {
  const repositories = images.flatMap(({ names }) => {
    const tagged = names.find((name) => /:[^/@]+$/.test(name) && !name.includes('@'));
    return tagged === undefined ? [] : [tagged.slice(0, tagged.lastIndexOf(':'))];
  });
  const [most] = [...Map.groupBy(repositories, (repository) => repository)].toSorted(
    ([, a], [, b]) => b.length - a.length,
  );
  return most && most[1].length > 1 ? { repository: most[0], versions: most[1].length } : null;
}

function isTroubled({ pressure, events }: NodeDisk): boolean {
  return pressure !== null || events.length > 0;
}

function isOfDisk({ about, reason }: ObjectEventRecord): boolean {
  return about.kind === 'Node' && OF_DISK.test(reason);
}

function isEvicted({ status }: KubeObject): boolean {
  return textAt(status, 'reason') === 'Evicted';
}
