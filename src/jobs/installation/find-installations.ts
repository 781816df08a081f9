/** The registries there are: those that are configured, and those that the clusters hold. */
import type { RegistryConfig } from '../../config.ts';
import type { ClusterReader } from '../../engine/cluster.ts';
import type { Installation } from '../../engine/installation.ts';
import type { BlindSpot } from '../../engine/verdict.ts';
import type { Words } from '../../engine/words.ts';
import type { Surroundings } from '../surroundings.ts';
import { discover } from './discover.ts';
import { joined } from './joined.ts';

/** How long one cluster may take to be searched, milliseconds. */
const SEARCH_MS = 8_000;

const words: Words<{ late(cluster: string): string; probe(cluster: string): string }> = {
  en: {
    late: (cluster) => `cluster \`${cluster}\` was not searched through within ${SEARCH_MS / 1000} s`,
    probe: (cluster) => `registries of cluster ${cluster}`,
  },
};

export interface Found {
  /** Configured ones first, in the order of the configuration. */
  readonly found: readonly Installation[];
  readonly couldNotLook: readonly BlindSpot[];
}

/**
 * Searches every cluster side by side. `wanted` is a configured name, a host, a namespace or
 * `namespace/instance`; without it, all. A cluster that refuses or is slow becomes a blind spot.
 */
export async function findInstallations(
  { clusters, registries }: Pick<Surroundings, 'clusters' | 'registries'>,
  wanted?: string,
): Promise<Found> {
  const searched = await Promise.all([...clusters.values()].map((cluster) => within(cluster)));
  const discovered = searched.flatMap(({ found }) => found);
  const all = joined(registries, discovered);
  const couldNotLook = searched.flatMap((one) => one.couldNotLook);
  if (wanted === undefined) return { found: all, couldNotLook };
  return { found: all.filter((one) => isWanted(one, wanted, registries)), couldNotLook };
}

/** What one cluster holds, as far as it was searched in time. */
async function within(cluster: ClusterReader): Promise<Found> {
  const found: Installation[] = [];
  const spots: BlindSpot[] = [];
  const probe = words.en.probe(cluster.name);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((done) => {
    timer = setTimeout(() => {
      spots.push({ probe, why: words.en.late(cluster.name) });
      done();
    }, SEARCH_MS);
  });
  const search = discover(cluster, {
    found: (one) => found.push(one),
    refused: (why) => spots.push({ probe, why }),
  }).catch((error: unknown) => {
    spots.push({ probe, why: error instanceof Error ? error.message : String(error) });
  });
  await Promise.race([search, late]);
  clearTimeout(timer);
  // A copy: what a late search still finds must not change a report that was given.
  return { found: [...found], couldNotLook: [...spots] };
}

function isWanted(
  { name, host, place }: Installation,
  wanted: string,
  registries: readonly RegistryConfig[],
): boolean {
  const given = wanted.toLowerCase();
  const is = (text: string | null | undefined): boolean => text?.toLowerCase() === given;
  const isConfigured = registries.some((one) => is(one.name) || is(one.host));
  return is(name) || is(host) || (!isConfigured && is(place?.namespace));
}
