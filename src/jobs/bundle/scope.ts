/** What a bundle is of: one cluster, its namespaces, and the registries that are asked. */
import type { RegistryConfig } from '../../config.ts';
import type { ClusterReader } from '../../engine/cluster.ts';
import type { Installation } from '../../engine/installation.ts';
import { nearest } from '../../engine/nearest.ts';
import type { BundleQuestion } from '../../engine/question.ts';
import type { Endpoint } from '../../engine/registry.ts';
import type { Refusal } from '../../engine/reply.ts';
import type { BlindSpot } from '../../engine/verdict.ts';
import { findInstallations } from '../installation/find-installations.ts';
import type { Surroundings } from '../surroundings.ts';
import { bundleWords as words } from './words.ts';

export interface Scope {
  /** Null: only what registries say from outside. */
  readonly reader: ClusterReader | null;
  readonly namespaces: readonly string[];
  /** Names to ask the status of; none: of all. */
  readonly registries: readonly string[];
  readonly wantsStatus: boolean;
  readonly configured: readonly RegistryConfig[];
  readonly endpoints: readonly Endpoint[];
  readonly couldNotLook: readonly BlindSpot[];
  readonly cut: readonly string[];
}

type ScopeSurroundings = Pick<Surroundings, 'clusters' | 'defaultCluster' | 'registries'>;

export async function scopeOf(
  { what, cluster }: BundleQuestion,
  surroundings: ScopeSurroundings,
): Promise<Scope | Refusal> {
  const { found, couldNotLook } = await findInstallations(surroundings, what);
  const here = found.filter(
    ({ place }) => cluster === undefined || place === null || place.cluster === cluster,
  );
  if (here.length > 0) return ofInstallations(here, { what, cluster }, couldNotLook, surroundings);
  if (what === undefined)
    return {
      kind: 'refusal',
      why: 'not-found',
      says: words.en.noRegistries,
      tries: ['/registry bundle <namespace>'],
    };
  return ofNamespace(what, cluster, couldNotLook, surroundings);
}

function ofInstallations(
  here: readonly Installation[],
  { what, cluster }: Pick<BundleQuestion, 'cluster'> & { readonly what: string | undefined },
  couldNotLook: readonly BlindSpot[],
  { clusters, registries, defaultCluster }: ScopeSurroundings,
): Scope {
  const places = here.flatMap(({ place }) => place ?? []);
  const name =
    cluster ?? (places.some((one) => one.cluster === defaultCluster) ? defaultCluster : places[0]?.cluster);
  const others = new Set(places.map((one) => one.cluster).filter((one) => one !== name));
  const mine = here.filter(({ place }) => place === null || place.cluster === name);
  const hosts = new Set(mine.flatMap(({ host }) => host ?? []));
  return {
    reader: clusters.get(name ?? '') ?? null,
    namespaces: [...new Set(mine.flatMap(({ place }) => place?.namespace ?? []))],
    registries: what === undefined ? [] : mine.map((one) => one.name),
    wantsStatus: true,
    configured: registries.filter(({ host }) => what === undefined || hosts.has(host)),
    endpoints: mine.flatMap((one) => endpointOf(one) ?? []),
    couldNotLook,
    cut: others.size > 0 ? [words.en.otherClusters([...others])] : [],
  };
}

/** A namespace without any registry: its pods and why they cannot pull. */
async function ofNamespace(
  what: string,
  cluster: string | undefined,
  couldNotLook: readonly BlindSpot[],
  { clusters, defaultCluster }: ScopeSurroundings,
): Promise<Scope | Refusal> {
  const name = cluster ?? defaultCluster;
  const readers = name === null ? [...clusters.values()] : [clusters.get(name)].flatMap((one) => one ?? []);
  const near: string[] = [];
  for (const reader of readers) {
    const answer = await reader.namespaces();
    const known = answer.ended === 'found' ? answer.value : [];
    near.push(...nearest(what, known, 2));
    if (answer.ended === 'found' && !known.includes(what)) continue;
    return {
      reader,
      namespaces: [what],
      registries: [],
      wantsStatus: false,
      configured: [],
      endpoints: [],
      couldNotLook,
      cut: [],
    };
  }
  const tries = [...new Set(near)].slice(0, 3).map((one) => `/registry bundle ${one}`);
  return { kind: 'refusal', why: 'not-found', says: words.en.nothing(what), tries };
}

export function endpointOf({ host, scheme }: Pick<Installation, 'host' | 'scheme'>): Endpoint | null {
  if (host === null || !URL.canParse(`http://${host}`)) return null;
  const { hostname, port } = new URL(`http://${host}`);
  const usual = scheme === 'http' ? 80 : 443;
  const written = /:\d+$/.test(host) ? Number(port || 80) : usual;
  return { host: hostname.replace(/^\[|\]$/g, ''), port: written };
}
