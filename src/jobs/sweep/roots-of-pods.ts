/** Which root each failing pod of a cluster hangs at: one sweep in the place of as many diagnoses. */
import { shareAnswers } from '../../engine/shared-answers.ts';
import { currentRequest } from '../../log.ts';
import type { Surroundings } from '../surroundings.ts';
import { patienceOf } from './patience.ts';
import { sweepCluster } from './sweep-cluster.ts';

/** By `namespace/pod`: the cause and its object, as a key. Pods whose cause nobody knows are left out. */
export type RootsOfPods = ReadonlyMap<string, string>;

const ASK_FOR_MS = 30_000;

/** Empty for a cluster that is not known, or could not be looked at. */
export async function rootsOfPods(cluster: string, surroundings: Surroundings): Promise<RootsOfPods> {
  const reader = surroundings.clusters.get(cluster);
  if (!reader) return new Map();
  const requestId = currentRequest();
  const network = shareAnswers(surroundings.network.with(requestId === undefined ? {} : { requestId }));
  const { looked } = await sweepCluster(reader, null, {
    surroundings,
    network,
    patience: patienceOf(ASK_FOR_MS),
    language: 'en',
    onProgress: () => {},
  });
  return new Map(
    looked.flatMap(({ inquiry, found }) => {
      const { cause } = found.reached;
      if (!cause?.root) return [];
      const root = `${cause.id} ${cause.root.key}`;
      return inquiry.waiting.map(({ pod }) => [`${pod.namespace}/${pod.name}`, root] as const);
    }),
  );
}
