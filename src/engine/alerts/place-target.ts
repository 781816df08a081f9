/** From what an alert names to what can be looked at here: cluster and registry as they are configured. Pure. */
import { clusterHeard, type NamedCluster } from '../cluster-heard.ts';
import type { SightingTarget } from '../sighting.ts';
import { type AlertTarget, registryOfImage } from './target.ts';

export interface Here {
  readonly clusters: readonly NamedCluster[];
  /** Hosts and names of configured registries. */
  readonly registries: readonly string[];
  /** The cluster that an alert means which names none. */
  readonly usual: string | null;
}

/** As long as the record of a sighting allows. */
const LONGEST = 512;

/** Null: it is of a cluster that is none of ours, or names nothing to look at. */
export function placed(target: AlertTarget, here: Here): SightingTarget | null {
  const { cluster, ...named } = whole(target);
  const heard = clusterHeard(cluster, here.clusters, here.usual);
  if (heard.is === 'known') return something({ cluster: heard.name, ...named });
  if (heard.is === 'unnamed') return something(named);
  return outside(named, here);
}

/** A registry is reached from anywhere: one of ours that runs in a cluster we do not know is still ours. */
function outside({ image, registry }: AlertTarget, { registries }: Here): SightingTarget | null {
  const ours = registries.some((one) => one.toLowerCase() === registry?.toLowerCase());
  if (!ours) return null;
  return something({ ...(image ? { image } : {}), ...(registry ? { registry } : {}) });
}

/** Only a cluster is nothing to look at: no alert means all of it. */
function something(target: SightingTarget): SightingTarget | null {
  return Object.keys(target).some((key) => key !== 'cluster') ? target : null;
}

/** What Harbor calls `project/repository` is an image of its own host, not of Docker Hub. */
function whole(target: AlertTarget): AlertTarget {
  const { image, registry } = target;
  const given = Object.entries(target).filter(([, value]) => value !== '' && value.length <= LONGEST);
  const cut: AlertTarget = Object.fromEntries(given);
  if (!image || !registry || registryOfImage(image) === registry) return cut;
  const isHost = /[.:]/.test(registry);
  return isHost && registryOfImage(image) === 'docker.io' ? { ...cut, image: `${registry}/${image}` } : cut;
}
