/** Which clusters a process looks at itself: an agent its own one, every other those that no agent serves. */
import { ConfigError } from './config-error.ts';
import type { Environment } from './environment.ts';
import type { ClusterConfig, FileConfig } from './shapes.ts';

export interface Served {
  readonly clusters: readonly ClusterConfig[];
  /** Clusters that only their agents can look at. */
  readonly elsewhere: readonly string[];
  /** Who takes what belongs to no cluster: an agent knows too little of the others to answer for all. */
  readonly general: 'here' | 'at the hub';
}

/** Throws ConfigError where an agent is given the name of a cluster that is none of an agent. */
export function servedBy({
  env,
  file,
}: {
  readonly env: Pick<Environment, 'REGISTRY_MEDIC_ROLE' | 'CLUSTER_NAME' | 'KUBECONFIG'>;
  readonly file: Pick<FileConfig, 'clusters'>;
}): Served {
  const role = env.REGISTRY_MEDIC_ROLE;
  const name = role === 'worker' || role === 'remediator' ? env.CLUSTER_NAME : undefined;
  const agents = file.clusters.filter(({ agent }) => agent === true);
  if (name === undefined)
    return {
      clusters: file.clusters.filter(({ agent }) => !agent),
      elsewhere: agents.map((one) => one.name),
      general: 'here',
    };
  const own = agents.find((one) => one.name === name);
  if (!own)
    throw new ConfigError(
      `CLUSTER_NAME: no cluster \`${name}\` with \`agent: true\` under \`clusters:\`; list it there, here and in the configuration of the bot, or unset CLUSTER_NAME`,
    );
  // Its pod's own account, unless it was given another identity.
  const inCluster = env.KUBECONFIG === undefined;
  return { clusters: [{ ...own, inCluster, default: true }], elsewhere: [], general: 'at the hub' };
}
