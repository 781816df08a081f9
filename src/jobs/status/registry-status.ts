/** Looks at one configured registry from all sides at once. */
import { createHarborReader } from '../../clients/harbor/reader.ts';
import type { RegistryConfig } from '../../config.ts';
import type { ClusterReader } from '../../engine/cluster.ts';
import type { HarborReader } from '../../engine/harbor/reader.ts';
import type { Endpoint, NetworkAsker } from '../../engine/registry.ts';
import type { RegistryStatus, StatusLine } from '../../engine/status.ts';
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
/** Docker Hub's API answers under another name than its images carry. */
const HUB = 'registry-1.docker.io';
const PRODUCTS = { harbor: 'Harbor', distribution: 'distribution', other: 'registry' } as const;

export async function registryStatus(
  config: RegistryConfig,
  surroundings: StatusSurroundings,
): Promise<RegistryStatus> {
  const seen = await seeAll(looksAt(config, surroundings), surroundings.timeBoxMs ?? TIME_BOX_MS);
  const troubles = withoutEchoes(seen.flatMap((one) => one.troubles ?? [])).toSorted(
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
  const host = endpoint.host === HUB ? HUB : config.host;
  const origin = `${config.plainHttp ? 'http' : 'https'}://${host}`;
  const api = seeApi(network, endpoint, origin);
  api.catch(() => {});
  const place = config.runsIn
    ? { ...config.runsIn, reader: clusters.get(config.runsIn.cluster) ?? null }
    : null;
  return [
    { id: 'network', see: () => seeReach(network, endpoint, now()) },
    { id: 'api', silence: API_SILENT, see: () => api },
    ...(config.kind === 'harbor' ? harborLooks(network, { endpoint, origin, api }, place, now()) : []),
    ...(config.kind !== 'harbor' && place
      ? [{ id: 'component pods', see: () => seeComponents(null, place) }]
      : []),
  ].map((look) => (look.id === 'network' || look.id === 'api' ? look : onlyWhenAnswered(look, api)));
}

interface Door {
  readonly endpoint: Endpoint;
  readonly origin: string;
  readonly api: Promise<ApiSeen>;
}

function harborLooks(
  network: NetworkAsker,
  { endpoint, origin, api }: Door,
  place: Place | null,
  now: Date,
): readonly Look[] {
  const login = network.ownLogin(endpoint);
  const http: NetworkAsker['http'] = (question) => network.http(question);
  const harbor = createHarborReader({ http, origin, login });
  // Health needs no login, and a login that Harbor refuses must not hide it.
  const open = createHarborReader({ http, origin, login: null });
  const withLogin = (id: string, see: (client: HarborReader) => Promise<Seen>): Look => ({
    id,
    see: async () => (login ? see(harbor) : { couldNotLook: noLogin(id) }),
  });
  return [
    {
      id: 'component health',
      see: async () => seeComponents((await api).answered ? open : null, place),
    },
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

/** An API that does not answer is only an echo where the way to it is already said to be broken. */
function withoutEchoes(lines: readonly StatusLine[]): readonly StatusLine[] {
  const broken = lines.some(({ id }) => id === 'dns' || id === 'tcp' || id === 'tls' || id === 'certificate');
  const told = lines.filter((one) => !(broken && one.says === API_SILENT.says));
  return [...new Map(told.map((one) => [one.says, one])).values()];
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
  return { host: plain === 'docker.io' ? HUB : plain, port: written };
}

export function worstFirst(a: RegistryStatus, b: RegistryStatus): number {
  return badness(a.health) - badness(b.health) || a.name.localeCompare(b.name);
}
