/** The world of Acme: registries, a cluster whose kubelet really pulls, and the troubles planted in it. */
import { type ClusterOptions, type SandboxCluster, startCluster } from '../cluster/cluster.ts';
import { DEFAULT_NODES, type NodeOptions } from '../cluster/nodes.ts';
import type { Pod } from '../cluster/objects.ts';
import { CARGO_IMAGES } from '../relatives/cargo.ts';
import { controllerLogs } from '../relatives/controller-logs.ts';
import { CONTROLLER_IMAGE } from '../relatives/image-controller.ts';
import { ailmentsOf } from '../relatives/struck.ts';
import { SYSTEM_IMAGES } from '../relatives/systems.ts';
import { cargoLogs } from './cargo-platform.ts';
import { CLUSTER, FAR_NODE } from './company.ts';
import { type Estate, openEstate } from './estate.ts';
import { type Fault, type FaultSubject, shortName } from './fault.ts';
import { FAULTS } from './faults.ts';
import { type WorldFiles, writeFiles } from './files.ts';
import { furnishHarbor } from './harbor-contents.ts';
import { behindServices, logsOf } from './harbor-inside.ts';
import { componentsFrom, harborPods, installHarbor, treatJobservice } from './harbor-pods.ts';
import { harborSicknesses } from './harbor-sickness.ts';
import { settle } from './settled.ts';
import { createSite, type Site } from './site.ts';
import { settleTeams, startHealthy } from './teams.ts';
import { type Troubles, troublesOf } from './troubles.ts';

export interface WorldOptions {
  /** Which faults to plant; all by default. */
  readonly faults?: readonly Fault[];
  /** Time limits of the kubelets, and what else a test wants otherwise. */
  readonly cluster?: Pick<
    ClusterOptions,
    'backOff' | 'dialMs' | 'handshakeMs' | 'expireEventsAfterMs' | 'identities' | 'seen' | 'terminationMs'
  >;
}

export interface PlantedFault {
  readonly id: string;
  readonly title: string;
  readonly subject: FaultSubject;
  readonly cause: string;
  readonly healed: boolean;
  /** What a person would type about it in Slack. */
  readonly text: string;
}

export interface World {
  readonly faults: readonly PlantedFault[];
  /** Mends one fault or sickness. Throws UnknownFault. */
  heal(id: string): Promise<void>;
  /** What Harbor, its relatives and its nodes can be made sick with, and whether they are. */
  readonly sicknesses: ReturnType<Troubles['all']>;
  /** Strikes one of these. Throws UnknownFault. */
  strike(id: string): void;
  /** Makes Harbor's job service sick until its pod is replaced, or heals it by doing so. */
  jobservice(state: 'sick' | 'healed'): Promise<void>;
  readonly files: WorldFiles;
  readonly estate: Estate;
  readonly cluster: SandboxCluster;
  stop(): Promise<void>;
}

export class UnknownFault extends Error {
  override readonly name = 'UnknownFault';
}

const SETTLE_MS = 20_000;

/** Starts it all on loopback; the faults are planted when this returns, and the kubelets are at work. */
export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const started: { cluster?: SandboxCluster } = {};
  const pods = (): readonly Pod[] => (started.cluster ? harborPods(started.cluster) : []);
  const estate = await openEstate(async () => componentsFrom(pods()));
  const dns = estate.dns.address;
  const ca = [estate.authority.certPem];
  const harborLogs = logsOf(estate.harbor);
  const controllerLog = controllerLogs(() => started.cluster);
  const cluster = await startCluster({
    name: CLUSTER,
    nodes: nodesOf(estate),
    dns,
    ca,
    logs: (question) => harborLogs(question) ?? cargoLogs(estate.cargo)(question) ?? controllerLog(question),
    services: behindServices(estate.harbor, pods),
    preloaded: [CONTROLLER_IMAGE, ...CARGO_IMAGES, ...SYSTEM_IMAGES],
    ...options.cluster,
  });
  started.cluster = cluster;
  const site = createSite(estate, async (objects) => cluster.apply(objects));
  const faults = options.faults ?? FAULTS;
  await settleTeams(site);
  await installHarbor(site);
  await startHealthy(site);
  // All pulls at once could overload a small machine, and what should be well would fail at first.
  await settle(cluster, SETTLE_MS);
  for (const fault of faults) await fault.plant(site);
  furnishHarbor(estate.harbor);
  const files = await writeFiles(estate, cluster.kubeconfig());
  const healed = new Set<string>();
  const ailments = ailmentsOf(cluster);
  const troubles = troublesOf({ estate, cluster });
  const sick = harborSicknesses(estate);
  const sicknesses = (): World['sicknesses'] => [...sick.all(), ...ailments.all(), ...troubles.all()];
  return {
    get faults() {
      return faults.map((fault) => planted(fault, healed));
    },
    heal: async (id) => {
      const done = sick.heal(id) || ailments.heal(id) || troubles.heal(id);
      if (!done) await heal(id, faults, healed, site);
    },
    get sicknesses() {
      return sicknesses();
    },
    strike(id) {
      if (sick.strike(id) || ailments.strike(id) || troubles.strike(id)) return;
      const ids = sicknesses().map((one) => one.id);
      throw new UnknownFault(`Nothing here breaks as \`${id}\`. There are: ${ids.join(', ')}`);
    },
    jobservice: async (state) => treatJobservice(cluster, state),
    files,
    estate,
    cluster,
    async stop() {
      await cluster.stop();
      await estate.stop();
      await files.remove();
    },
  };
}

/** The far node takes only who asks for it, so that all else fails, or not, where the bot has no worker. */
function nodesOf({ farDns }: Estate): readonly NodeOptions[] {
  const taints = [{ key: 'acme.test/room', value: 'far', effect: 'NoSchedule' }];
  return [...DEFAULT_NODES, { name: FAR_NODE, arch: 'amd64', dns: farDns.address, taints }];
}

function planted({ id, title, subject, cause }: Fault, healed: ReadonlySet<string>): PlantedFault {
  const text = `/registry why-pull-fails ${shortName(subject)}`;
  return { id, title, subject, cause, healed: healed.has(id), text };
}

async function heal(id: string, faults: readonly Fault[], healed: Set<string>, site: Site): Promise<void> {
  const fault = faults.find((one) => one.id === id);
  if (!fault)
    throw new UnknownFault(`No fault \`${id}\` here. There are: ${faults.map((one) => one.id).join(', ')}`);
  if (healed.has(id)) return;
  await fault.heal(site);
  healed.add(id);
}
