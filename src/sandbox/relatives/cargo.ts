/** What of Cargo runs in a cluster: its token service behind a NodePort, its admin, and a master to ask them at. */
import { RESTARTS_ANNOTATION, STATE_ANNOTATION } from '../cluster/kubelet/behaviour.ts';
import { nodeObject } from '../cluster/nodes.ts';
import type { KubeObject } from '../cluster/objects.ts';

export const CARGO_NAMESPACE = 'default';
/** On every node without a pull. */
export const CARGO_IMAGES = ['docker.io/caicloud/*'];
const VERSION = 'v2.3.1';

/** `token-down`: the token service crashes. `inside-only`: its Service has no NodePort any more. */
export type CargoState = 'well' | 'token-down' | 'inside-only';

export interface CargoRequest {
  /** Port of the masters at which registry hosts ask for tokens; 30099 by its guide. */
  readonly nodePort: number;
  readonly state: CargoState;
}

export function cargoPlatform({ nodePort, state }: CargoRequest): readonly KubeObject[] {
  const sick = { [STATE_ANNOTATION]: 'CrashLoopBackOff', [RESTARTS_ANNOTATION]: '12' };
  return [
    master(),
    deployment('cargo-token', state === 'token-down' ? sick : {}),
    deployment('cargo-admin', {}),
    service('cargo-token', state === 'inside-only' ? { port: 8081 } : { port: 8081, nodePort }),
    service('cargo-admin', { port: 8080 }),
  ];
}

/** No kubelet of ours runs there, and nothing may land on it. Its address is this machine's. */
function master(): KubeObject {
  const taints = [{ key: 'node-role.kubernetes.io/master', value: '', effect: 'NoSchedule' }];
  const node = nodeObject({ name: 'master-1', arch: 'amd64', taints }, 90);
  const labels = { ...node.metadata.labels, 'node-role.kubernetes.io/master': '' };
  const addresses = [
    { type: 'InternalIP', address: '127.0.0.1' },
    { type: 'Hostname', address: 'master-1' },
  ];
  const status = node['status'] as Readonly<Record<string, unknown>>;
  return { ...node, metadata: { ...node.metadata, labels }, status: { ...status, addresses } };
}

function deployment(name: string, annotations: Readonly<Record<string, string>>): KubeObject {
  const labels = { app: name };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { namespace: CARGO_NAMESPACE, name, labels },
    spec: {
      replicas: 1,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels, annotations },
        spec: { containers: [{ name, image: `docker.io/caicloud/${name}:${VERSION}` }] },
      },
    },
  };
}

function service(
  name: string,
  { port, nodePort }: { readonly port: number; readonly nodePort?: number },
): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { namespace: CARGO_NAMESPACE, name, labels: { app: name } },
    spec: {
      type: nodePort === undefined ? 'ClusterIP' : 'NodePort',
      selector: { app: name },
      ports: [{ name: 'http', port, protocol: 'TCP', ...(nodePort === undefined ? {} : { nodePort }) }],
    },
  };
}
