/** Law 12: loopback is where a probe may go once the configuration leads there. */
import type { Config } from '../../config.ts';
import { isLoopback } from '../../engine/loopback.ts';
import { clusterConfigs } from './clusters.ts';
import { loadKubeConfig } from './kube-config.ts';

const LOOPBACK = ['127.0.0.0/8', '::1/128'] as const;

/**
 * A cluster whose API server is reached on loopback lives on this machine, and so may its registries: where all
 * clusters do, loopback counts as configured. Link-local and metadata addresses never do. Throws ConfigError.
 */
export function withThisMachine(config: Config): Config {
  const clusters = clusterConfigs(config);
  const isHere = clusters.every((cluster) => isOnLoopback(loadKubeConfig(cluster, config.env)));
  if (clusters.length === 0 || !isHere) return config;
  const { network } = config.file;
  const allowAddresses = [...network.allowAddresses, ...LOOPBACK];
  return { ...config, file: { ...config.file, network: { ...network, allowAddresses } } };
}

function isOnLoopback(kubeconfig: ReturnType<typeof loadKubeConfig>): boolean {
  const server = kubeconfig.getCurrentCluster()?.server ?? '';
  return URL.canParse(server) && isLoopback(new URL(server).hostname);
}
