/** Cargo in Acme's cluster, installed when it is first needed, and the pipeline that pulls from it. */

import type { SandboxCluster } from '../cluster/cluster.ts';
import type { KubeObject } from '../cluster/objects.ts';
import type { LogSource } from '../cluster/world.ts';
import { CARGO_NAMESPACE, type CargoState, cargoPlatform } from '../relatives/cargo.ts';
import type { Cargo } from './cargo.ts';
import { LOGINS } from './logins.ts';
import { namespace, pullSecret, workload } from './objects.ts';
import type { Stricken } from './trouble.ts';

export const PIPELINE = { namespace: 'apps', name: 'pipeline' } as const;
const SECRET = 'cargo-pull';
const PLURALS: Readonly<Record<string, string>> = {
  Node: 'nodes',
  Service: 'services',
  Deployment: 'deployments.apps',
};

/** Puts the platform into this state, whole: what an object no longer says is gone. */
export function placeCargo({ estate, cluster }: Stricken, state: CargoState): void {
  for (const object of cargoPlatform({ nodePort: estate.cargo.tokens.port, state })) put(cluster, object);
  replacePods(cluster, 'cargo-token');
}

/** A new build of the pipeline, pulled with the login of a platform user. */
export function startPipeline({ estate, cluster }: Stricken): void {
  const { namespace: ns } = PIPELINE;
  const host = estate.address('cargo');
  cluster.apply([
    namespace(ns),
    pullSecret(ns, SECRET, { [host]: LOGINS.cargo }),
    workload({
      kind: 'StatefulSet',
      ...PIPELINE,
      image: `${host}/${estate.cargo.build()}`,
      pullSecrets: [SECRET],
    }),
  ]);
}

/** Its pod is made anew, so that nobody has to wait for the kubelet's back-off. */
export function retryPipeline({ cluster }: Stricken): void {
  const { namespace: ns, name } = PIPELINE;
  if (cluster.get('pods', ns, `${name}-0`)) cluster.delete('pods', ns, `${name}-0`);
}

/** What Cargo's pods in the cluster write. */
export function cargoLogs(cargo: Cargo): LogSource {
  return ({ namespace: ns, container }) => {
    if (ns !== CARGO_NAMESPACE || !container.startsWith('cargo-')) return undefined;
    if (container === 'cargo-admin') return `${new Date().toISOString()} INFO listening on :8080\n`;
    return cargo.heard;
  };
}

function put(cluster: SandboxCluster, object: KubeObject): void {
  const plural = PLURALS[object.kind ?? ''] ?? '';
  const { namespace: ns = '', name } = object.metadata;
  if (cluster.get(plural, ns, name)) cluster.store.replace(plural, object);
  else cluster.apply([object]);
}

function replacePods(cluster: SandboxCluster, app: string): void {
  for (const { metadata } of cluster.store.list('pods', CARGO_NAMESPACE))
    if (metadata.labels?.['app'] === app) cluster.delete('pods', CARGO_NAMESPACE, metadata.name);
}
