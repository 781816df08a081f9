/** Everything a job may ask, made once per process from the configuration. */

import { clustersOf } from '../clients/kubernetes/clusters.ts';
import { withThisMachine } from '../clients/kubernetes/this-machine.ts';
import { createNetworkAsker, type NetworkClient, type NetworkLogger } from '../clients/network/asker.ts';
import type { Config, RegistryConfig } from '../config.ts';
import type { Check } from '../engine/check.ts';
import type { ClusterReader } from '../engine/cluster.ts';
import type { FileShelf } from '../engine/files.ts';
import type { FixSettings } from '../engine/fix-settings.ts';
import type { NodeAsker } from '../engine/node-view.ts';
import type { Remediation } from '../engine/remediation.ts';
import type { CaseShelf } from '../engine/saved-case.ts';
import type { SecretSource } from '../engine/secret-source.ts';
import type { ReadFile } from '../engine/status.ts';
import type { StorageLooks } from '../engine/storage-looks.ts';
import { loadFolder } from '../load.ts';

export interface Surroundings {
  readonly clusters: ReadonlyMap<string, ClusterReader>;
  /** The cluster that is meant when none is named; null: all of them. */
  readonly defaultCluster: string | null;
  readonly registries: readonly RegistryConfig[];
  readonly network: NetworkClient;
  /** Leads to the workers on nodes; absent: no Redis does. */
  readonly nodes?: NodeAsker | null;
  /** Where files that people get or gave lie; absent: nowhere. */
  readonly files?: FileShelf;
  /** Where the facts of looks are kept, to be judged again; absent: nowhere. */
  readonly cases?: CaseShelf;
  /** Earlier looks at storage; absent: no Redis keeps them. */
  readonly looks?: StorageLooks;
  /** Secrets that may be copied to where pods lack one; absent: none. */
  readonly secretSources?: readonly SecretSource[];
  /** Absent: the usual ones. */
  readonly fixSettings?: FixSettings;
  /** The file that stands for clusters and registries; absent: they are asked themselves. */
  readonly file?: ReadFile;
  readonly checks: readonly Check[];
  readonly remediations: readonly Remediation[];
  now(): Date;
}

/** Throws ConfigError where a cluster, a CA file or a proxy is not usable, and LoadError for a misfit check. */
export async function createSurroundings(
  config: Config,
  logger?: NetworkLogger,
  nodes: NodeAsker | null = null,
): Promise<Surroundings> {
  const { clusters, defaultCluster } = clustersOf(config);
  return {
    clusters,
    defaultCluster,
    registries: config.file.registries,
    network: createNetworkAsker(withThisMachine(config), logger ? { logger } : {}),
    nodes,
    secretSources: config.file.remediations.secretSources,
    fixSettings: config.file.remediations,
    checks: await loadFolder<Check>(new URL('../checks/', import.meta.url)),
    remediations: await loadFolder<Remediation>(new URL('../remediations/', import.meta.url)),
    now: () => new Date(),
  };
}
