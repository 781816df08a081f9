import { NotReached } from '../../engine/answer.ts';
import type { ClusterReader } from '../../engine/cluster.ts';
import { toldBy } from '../../engine/installation-place.ts';
import {
  THERISEUNION_GROUP,
  THERISEUNION_USUAL,
  type TheriseunionRegistrySecret,
  theriseunionRegistrySecretOf,
} from '../../engine/kubernetes/theriseunion-registry-secret.ts';
import { nearest } from '../../engine/nearest.ts';
import type { Probe } from '../../engine/probe.ts';
import { imageSync } from './image-sync.ts';

export interface ImageSourceFact {
  /** As the Repository names it; null: it names none. */
  readonly named: string | null;
  readonly source: TheriseunionRegistrySecret | null;
  /** Names there are, nearest first, where that one is missing. */
  readonly nearest: readonly string[];
}

/** The RegistrySecret a Repository reads from. */
export const imageSource: Probe<ImageSourceFact> = {
  id: 'image-source',
  asks: () => 'reading the registry source',
  rights: [{ group: THERISEUNION_USUAL, resource: 'registrysecrets', verb: 'list' }],
  async ask(context) {
    const { object } = await context.need(imageSync);
    if (context.cluster === null) throw new NotReached('image-sync');
    return readSource(context.cluster, object.registry, object.namespace);
  },
};

/** In the Repository's namespace before others. Throws CouldNotAsk where the cluster refuses. */
export async function readSource(
  cluster: ClusterReader,
  named: string | null,
  namespace: string,
): Promise<ImageSourceFact> {
  if (named === null) return { named, source: null, nearest: [] };
  const groups = toldBy(await cluster.groups()) ?? [];
  const lists = await Promise.all(
    groups
      .filter((group) => THERISEUNION_GROUP.test(group))
      .map(async (group) => toldBy(await cluster.objects({ group, plural: 'registrysecrets' }, null)) ?? []),
  );
  const all = lists.flat().map(theriseunionRegistrySecretOf);
  const mine = all.filter(({ name }) => name === named);
  const source = mine.find((one) => one.namespace === namespace) ?? mine[0] ?? null;
  const names = all.map(({ name }) => name);
  return { named, source, nearest: source ? [] : nearest(named, names) };
}
