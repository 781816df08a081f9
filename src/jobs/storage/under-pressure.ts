/** Nodes that are short of disk, of the clusters asked about. */
import type { ClusterReader } from '../../engine/cluster.ts';
import type { NodeStorage, StorageTrouble } from '../../engine/storage-report.ts';
import type { BlindSpot } from '../../engine/verdict.ts';
import { factIn } from '../../facts/answered.ts';
import { type NodeDisk, nodeDisks } from '../../probes/storage/node-disks.ts';
import { examineInstallation } from '../installation/examine-installation.ts';
import type { Surroundings } from '../surroundings.ts';
import { defaultInstallation } from './default-installation.ts';
import { troublesOf } from './troubles.ts';

export interface Pressure {
  readonly nodes: readonly NodeStorage[];
  readonly seen: number;
  readonly troubles: readonly StorageTrouble[];
  readonly couldNotLook: readonly BlindSpot[];
}

/** `wanted`: names of clusters; null: all. */
export async function nodesUnderPressure(
  surroundings: Surroundings,
  wanted: ReadonlySet<string> | null,
): Promise<Pressure> {
  const clusters = [...surroundings.clusters.values()].filter(
    ({ name }) => wanted === null || wanted.has(name),
  );
  const looks = await Promise.all(clusters.map((cluster) => lookAt(cluster, surroundings)));
  return {
    nodes: looks.flatMap(({ nodes }) => nodes),
    seen: looks.reduce((sum, { seen }) => sum + seen, 0),
    troubles: looks.flatMap(({ troubles }) => troubles),
    couldNotLook: looks.flatMap(({ couldNotLook }) => couldNotLook),
  };
}

async function lookAt(cluster: ClusterReader, surroundings: Surroundings): Promise<Pressure> {
  const checks = surroundings.checks.filter(
    ({ probes }) => probes.length > 0 && probes.every(({ id }) => id === nodeDisks.id),
  );
  const examined = await examineInstallation(defaultInstallation(cluster.name), surroundings, {
    checks,
    always: [nodeDisks],
  });
  const { answers } = examined;
  const fact = factIn(answers, nodeDisks);
  const answer = answers.get(nodeDisks.id);
  return {
    nodes: (fact?.troubled ?? [])
      .filter(({ pressure }) => pressure !== null)
      .map((disk) => told(cluster.name, disk)),
    seen: fact?.seen ?? 0,
    troubles: troublesOf(examined),
    couldNotLook:
      answer?.state === 'unknown' ? [{ probe: nodeDisks.id, why: `${cluster.name}: ${answer.why}` }] : [],
  };
}

function told(cluster: string, { node, pressure, evicted, images, all, disk }: NodeDisk): NodeStorage {
  return {
    cluster,
    node,
    since: pressure?.since ?? null,
    says: pressure?.says ?? '',
    evicted,
    largest: images.map(({ names, size }) => ({ image: names.at(-1) ?? '?', bytes: size })),
    images: all,
    disk,
  };
}
