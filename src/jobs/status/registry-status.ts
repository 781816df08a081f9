/** Looks at one registry from all sides at once. */
import { setTimeout as wait } from 'node:timers/promises';
import { createHarborReader } from '../../clients/harbor/reader.ts';
import type { NetworkClient } from '../../clients/network/asker.ts';
import type { RegistryConfig } from '../../config.ts';
import type { Check } from '../../engine/check.ts';
import type { ClusterReader } from '../../engine/cluster.ts';
import type { HarborReader } from '../../engine/harbor/reader.ts';
import type { Installation } from '../../engine/installation.ts';
import type { Endpoint, NetworkAsker } from '../../engine/registry.ts';
import type { Remediation } from '../../engine/remediation.ts';
import type { ReadFile, RegistryStatus, StatusLine } from '../../engine/status.ts';
import type { BlindSpot } from '../../engine/verdict.ts';
import type { Examined } from '../installation/examine-installation.ts';
import { API_SILENT, type ApiSeen, seeApi } from './api.ts';
import { noLogin } from './harbor-ending.ts';
import { seeFullness, seeSchedules } from './harbor-plans.ts';
import { seeCollections, seeReplications, seeSystem } from './harbor-records.ts';
import { seeJobservice } from './jobservice.ts';
import { badness, type Look, type Seen, seeAll } from './look.ts';
import { seeReach } from './reach.ts';
import { examineForStatus, seeInstallation } from './see-installation.ts';
import { lookAtJobs } from './stuck-jobs.ts';
import { withoutTwins, withUsualCause } from './usual-causes.ts';

export interface StatusSurroundings {
  readonly registries: readonly RegistryConfig[];
  readonly network: NetworkClient;
  readonly clusters: ReadonlyMap<string, ClusterReader>;
  readonly checks: readonly Check[];
  /** Absent: nothing is offered. */
  readonly remediations?: readonly Remediation[];
  now(): Date;
  /** How long one registry may take, milliseconds; 8 s when absent. */
  readonly timeBoxMs?: number;
  /** The file that stands for clusters and registries; absent: they are asked themselves. */
  readonly file?: ReadFile;
}

/** A registry as it is asked for; its configuration, or as much of it as was found. */
export type Asked = Pick<RegistryConfig, 'name' | 'host' | 'kind' | 'plainHttp'>;

const TIME_BOX_MS = 8_000;
const PLACE_MS = 1_500;
/** So that what the glance showed is told in time, whatever comes of a closer look. */
const SPARE_MS = 1_000;
/** Docker Hub's API answers under another name than its images carry. */
const HUB = 'registry-1.docker.io';
const PRODUCTS = { harbor: 'Harbor', distribution: 'distribution', other: 'registry' } as const;

/** `installation`: where it runs, as soon as that is known; null when it is nothing that we look into. */
export async function registryStatus(
  asked: Asked,
  installation: Promise<Installation | null>,
  surroundings: StatusSurroundings,
): Promise<RegistryStatus> {
  const seen = await seeAll(
    looksAt(asked, installation, surroundings),
    surroundings.timeBoxMs ?? TIME_BOX_MS,
  );
  const known = seen.flatMap((one) => (one.product ? [one.product] : []));
  const sum = summed(seen);
  // Whether it has been found by now; what is still searched for is not waited for again.
  const place = await Promise.race([installation, Promise.resolve(null)]);
  const pull = { image: `${asked.host}/<project>/<image>`, ...(place ? { installation: place } : {}) };
  return {
    name: asked.name,
    host: asked.host,
    product: asked.kind === 'other' ? (known[0] ?? PRODUCTS.other) : PRODUCTS[asked.kind],
    version: seen.find((one) => one.version)?.version ?? null,
    ...sum,
    troubles: withoutTwins(sum.troubles.map((one) => withUsualCause(one, surroundings.checks, pull))),
  };
}

type Summed = Pick<RegistryStatus, 'health' | 'troubles' | 'notes' | 'couldNotLook'>;

/** What was seen, worst first. */
export function summed(seen: readonly Seen[]): Summed {
  const troubles = withoutEchoes(seen.flatMap((one) => one.troubles ?? [])).toSorted(
    (a, b) => badness(a.health) - badness(b.health),
  );
  const couldNotLook = spots(seen.flatMap((one) => one.couldNotLook ?? []));
  return {
    health: troubles[0]?.health ?? (couldNotLook.some(isDoor) ? 'unknown' : 'healthy'),
    troubles,
    notes: seen.flatMap((one) => one.notes ?? []),
    couldNotLook,
  };
}

function looksAt(
  asked: Asked,
  installation: Promise<Installation | null>,
  surroundings: StatusSurroundings,
): readonly Look[] {
  const { network, now } = surroundings;
  const ends = performance.now() + (surroundings.timeBoxMs ?? TIME_BOX_MS) - SPARE_MS;
  const left = (): number => Math.max(ends - performance.now(), 0);
  const endpoint = endpointOf(asked);
  const host = endpoint.host === HUB ? HUB : asked.host;
  const origin = `${asked.plainHttp ? 'http' : 'https'}://${host}`;
  const api = seeApi(network, endpoint, origin);
  api.catch(() => {});
  return [
    { id: 'network', see: () => seeReach(network, endpoint, now()) },
    { id: 'api', silence: API_SILENT, see: () => api },
    { id: 'components', see: async () => seeInside(await installation, api, surroundings) },
    ...(asked.kind === 'harbor'
      ? harborLooks(network, { endpoint, origin }, now(), () =>
          stuckJobs(asked, installation, surroundings, left),
        ).map((look) => onlyWhenAnswered(look, api))
      : []),
  ];
}

/** Its pods are looked at all the same when nothing answers; what its API did not say is not said twice. */
async function seeInside(
  installation: Installation | null,
  api: Promise<ApiSeen>,
  surroundings: StatusSurroundings,
): Promise<Seen> {
  if (installation === null) return {};
  const longestMs = surroundings.timeBoxMs ?? TIME_BOX_MS;
  const examined = await examineForStatus(installation, surroundings, Math.max(longestMs - 250, 500));
  const seen = seeInstallation(installation, examined, surroundings.checks, surroundings.now());
  const { answered } = await api;
  const ofApi = new Set(['component health', 'harbor info']);
  return answered
    ? seen
    : { ...seen, couldNotLook: (seen.couldNotLook ?? []).filter(({ probe }) => !ofApi.has(probe)) };
}

/** Where it runs is waited for only so long: without it the cause is found, and nothing is offered. Null: too late. */
async function stuckJobs(
  { name, host, plainHttp }: Asked,
  installation: Promise<Installation | null>,
  surroundings: StatusSurroundings,
  left: () => number,
): Promise<Examined | null> {
  const unplaced: Installation = {
    name,
    host,
    product: 'harbor',
    place: null,
    installer: 'unknown',
    foundBy: 'configuration',
    ...(plainHttp ? { scheme: 'http' } : {}),
  };
  const place = await Promise.race([installation, wait(Math.min(PLACE_MS, left()), null, { ref: false })]);
  const tooLate = wait(left(), null, { ref: false });
  // What comes of it after the time is over interests nobody.
  const looked = lookAtJobs(place ?? unplaced, surroundings).catch(() => null);
  return Promise.race([looked, tooLate]);
}

interface Door {
  readonly endpoint: Endpoint;
  readonly origin: string;
}

function harborLooks(
  network: NetworkAsker,
  { endpoint, origin }: Door,
  now: Date,
  jobs: () => Promise<Examined | null>,
): readonly Look[] {
  const login = network.ownLogin(endpoint);
  const http: NetworkAsker['http'] = (question) => network.http(question);
  const harbor = createHarborReader({ http, origin, login });
  const withLogin = (id: string, see: (client: HarborReader) => Promise<Seen>): Look => ({
    id,
    see: async () => (login ? see(harbor) : { couldNotLook: noLogin(id) }),
  });
  return [
    withLogin('version', seeSystem),
    withLogin('job queues', (client) => seeJobservice(client, now, jobs)),
    withLogin('garbage collection', (client) => seeCollections(client, now)),
    withLogin('replications', (client) => seeReplications(client, now)),
    withLogin('schedules', seeSchedules),
    withLogin('quotas', seeFullness),
  ];
}

/** When the registry cannot be reached at all, that is said once. */
function onlyWhenAnswered(look: Look, api: Promise<ApiSeen>): Look {
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
  // Each request has an id of its own; the first one's stands for all.
  const byWhy = Map.groupBy(all, ({ why }) =>
    why.replace(/\(request [^)]{1,100}\)|\(request [^ ]{1,100} in/, ''),
  );
  return [...byWhy.values()].map((same) => ({
    probe: [...new Set(same.map((spot) => spot.probe))].join(', '),
    why: same[0]?.why ?? '',
  }));
}

function isDoor({ probe }: BlindSpot): boolean {
  return probe.split(', ').some((one) => one === 'api' || one === 'tcp');
}

function endpointOf({ host, plainHttp }: Asked): Endpoint {
  const { hostname, port } = new URL(`http://${host}`);
  const written = /:\d+$/.test(host) ? Number(port || 80) : plainHttp ? 80 : 443;
  const plain = hostname.replace(/^\[|\]$/g, '');
  return { host: plain === 'docker.io' ? HUB : plain, port: written };
}

export function worstFirst(a: RegistryStatus, b: RegistryStatus): number {
  return badness(a.health) - badness(b.health) || a.name.localeCompare(b.name);
}
