/** The clusters of a configuration. */
import type { ClusterConfig, Config } from '../../config.ts';
import type { ClusterReader } from '../../engine/cluster.ts';
import { ambientCluster } from './kube-config.ts';
import { createClusterReader } from './reader.ts';

export interface Clusters {
  /** By configured name; the default one first. */
  readonly clusters: ReadonlyMap<string, ClusterReader>;
  /** The cluster that is meant when none is named. Null: none is, and all are asked. */
  readonly defaultCluster: string | null;
}

/**
 * Readers of all configured clusters. With none configured: the kubeconfig's current context, named by it;
 * else the cluster this process runs in; else none at all, which is enough for questions about images.
 * Throws ConfigError.
 */
export function clustersOf(config: Pick<Config, 'env' | 'file'>): Clusters {
  const configs = clusterConfigs(config);
  const marked = configs.find((one) => one.default) ?? (configs.length === 1 ? configs[0] : undefined);
  const ordered = configs.toSorted((one, other) => Number(other === marked) - Number(one === marked));
  return {
    clusters: new Map(ordered.map((one) => [one.name, createClusterReader(one, config.env)])),
    defaultCluster: marked?.name ?? null,
  };
}

/** As configured, else the ambient one, else none. Throws ConfigError. */
export function clusterConfigs(config: Pick<Config, 'env' | 'file'>): readonly ClusterConfig[] {
  if (config.file.clusters.length > 0) return config.file.clusters;
  const ambient = ambientCluster(config.env);
  return ambient ? [ambient] : [];
}
