/** The clusters of a configuration. */
import { type ClusterConfig, type Config, servedBy } from '../../config.ts';
import type { ClusterReader } from '../../engine/cluster.ts';
import { readerOfAgent } from './agent.ts';
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
  const { elsewhere } = servedBy(config);
  const readers = [
    ...configs.map((one) => createClusterReader(one, config.env)),
    ...elsewhere.map(readerOfAgent),
  ];
  const all = [...configs, ...config.file.clusters.filter(({ name }) => elsewhere.includes(name))];
  const marked = (all.find((one) => one.default) ?? (all.length === 1 ? all[0] : undefined))?.name ?? null;
  const ordered = readers.toSorted(
    (one, other) => Number(other.name === marked) - Number(one.name === marked),
  );
  return { clusters: new Map(ordered.map((one) => [one.name, one])), defaultCluster: marked };
}

/** As this process serves them, else the ambient one, else none. Throws ConfigError. */
export function clusterConfigs(config: Pick<Config, 'env' | 'file'>): readonly ClusterConfig[] {
  if (config.file.clusters.length > 0) return servedBy(config).clusters;
  const ambient = ambientCluster(config.env);
  return ambient ? [ambient] : [];
}
