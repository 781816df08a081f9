/** Looks at one configured registry from all sides at once. */
import { createHarborClient, type HarborClient } from '../../clients/harbor/client.ts';
import type { RegistryConfig } from '../../config.ts';
import type { ClusterReader } from '../../engine/cluster.ts';
import type { Endpoint, NetworkAsker } from '../../engine/registry.ts';
import type { Health, RegistryStatus } from '../../engine/status.ts';
import type { BlindSpot } from '../../engine/verdict.ts';
import { API_SILENT, type ApiSeen, seeApi } from './api.ts';
import { type Place, seeComponents } from './components.ts';
import { noLogin } from './harbor-ending.ts';
import { seeCollections, seeReplications, seeSystem } from './harbor-records.ts';
import { seeJobservice } from './jobservice.ts';
import { badness, type Look, type Seen, seeAll } from './look.ts';
import { seeReach } from './reach.ts';

export interface StatusSurroundings {
  readonly registries: readonly RegistryConfig[];
  readonly network: NetworkAsker;
  readonly clusters: ReadonlyMap<string, ClusterReader>;
  now(): Date;
  /** How long one registry may take, milliseconds; 8 s when absent. */
  readonly timeBoxMs?: number;
}

const TIME_BOX_MS = 8_000;
const PRODUCTS = { harbor: 'Harbor', distribution: 'distribution', other: 'registry' } as const;

export async function registryStatus(
  config: RegistryConfig,
  surroundings: StatusSurroundings,
): Promise<RegistryStatus> {
  const seen = await seeAll(looksAt(config, surroundings), surroundings.timeBoxMs ?? TIME_BOX_MS);
  const troubles = distinct(seen.flatMap((one) => one.troubles ?? [])).toSorted(
    (a, b) => badness(a.health) - badness(b.health),
  );
  const known = seen.flatMap((one) => (one.product ? [one.product] : []));
  const notes = seen.flatMap((one) => one.notes ?? []);
  const couldNotLook = spots(seen.flatMap((one) => one.couldNotLook ?? []));
  return {
    name: config.name,
    host: config.host,
    product: config.kind === 'other' ? (known[0] ?? PRODUCTS.other) : PRODUCTS[config.kind],
    version: seen.find((one) => one.version)?.version ?? null,
    health: troubles[0]?.health ?? (couldNotLook.some(isDoor) ? 'unknown' : 'healthy'),
    troubles,
    notes,
    couldNotLook,
  };
}

function looksAt(config: RegistryConfig, { network, clusters, now }: StatusSurroundings): readonly Look[] {
  const endpoint = endpointOf(config);
  const origin = `${config.plainHttp ? 'http' : 'https'}://${config.host}`;
  const api = seeApi(network, endpoint, origin);
  api.catch(() => {});
  const place = config.runsIn
    ? { ...config.runsIn, reader: clusters.get(config.runsIn.cluster) ?? null }
    : null;
  return [
    { id: 'network', see: () => seeReach(network, endpoint, now()) },
    { id: 'api', silence: API_SILENT, see: () => api },
    ...(config.kind === 'harbor' ? harborLooks(network, endpoint, origin, place, now()) : []),
    ...(config.kind !== 'harbor' && place
      ? [{ id: 'component pods', see: () => seeComponents(null, place) }]
      : []),
  ].map((look) => (look.id === 'network' || look.id === 'api' ? look : onlyWhenAnswered(look, api)));
}

function harborLooks(
  network: NetworkAsker,
  endpoint: Endpoint,
  origin: string,
  place: Place | null,
  now: Date,
): readonly Look[] {
  const login = network.ownLogin(endpoint);
  const http: NetworkAsker['http'] = (question) => network.http(question);
  const harbor = createHarborClient({ http, origin, login });
  // Health needs no login, and a login that Harbor refuses must not hide it.
  const open = createHarborClient({ http, origin, login: null });
  const withLogin = (id: string, see: (client: HarborClient) => Promise<Seen>): Look => ({
    id,
    see: async () => (login ? see(harbor) : { couldNotLook: noLogin(id) }),
  });
  return [
    { id: 'component health', see: () => seeComponents(open, place) },
    withLogin('version', seeSystem),
    withLogin('job queues', (client) => seeJobservice(client, now)),
    withLogin('garbage collection', (client) => seeCollections(client, now)),
    withLogin('replications', (client) => seeReplications(client, now)),
  ];
}

/** When the registry cannot be reached at all, that is said once; the pods are looked at all the same. */
function onlyWhenAnswered(look: Look, api: Promise<ApiSeen>): Look {
  if (look.id === 'component health' || look.id === 'component pods') return look;
  return { ...look, see: async () => ((await api).answered ? look.see() : {}) };
}

function distinct<T extends { readonly says: string }>(lines: readonly T[]): readonly T[] {
  return [...new Map(lines.map((line) => [line.says, line])).values()];
}

/** Blind spots with the same reason become one. */
function spots(all: readonly BlindSpot[]): readonly BlindSpot[] {
  const byWhy = Map.groupBy(all, (spot) => spot.why);
  return [...byWhy].map(([why, same]) => ({
    probe: [...new Set(same.map((spot) => spot.probe))].join(', '),
    why,
  }));
}

function isDoor({ probe }: BlindSpot): boolean {
  return probe.split(', ').some((one) => one === 'api' || one === 'tcp');
}

function endpointOf({ host, plainHttp }: RegistryConfig): Endpoint {
  const { hostname, port } = new URL(`http://${host}`);
  const written = /:\d+$/.test(host) ? Number(port || 80) : plainHttp ? 80 : 443;
  const plain = hostname.replace(/^\[|\]$/g, '');
  // Docker Hub's API answers under another name than its images carry.
  return { host: plain === 'docker.io' ? 'registry-1.docker.io' : plain, port: written };
}

export function worstFirst(a: RegistryStatus, b: RegistryStatus): number {
  const worse = (health: Health): number => badness(health);
  return worse(a.health) - worse(b.health) || a.name.localeCompare(b.name);
}
