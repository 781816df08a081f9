/** Kubernetes objects as a team would write them. */
import type { KubeObject } from '../cluster/objects.ts';
import type { WorldLogin } from './logins.ts';

export interface WorkloadRequest {
  readonly kind: 'Deployment' | 'StatefulSet' | 'DaemonSet';
  readonly namespace: string;
  readonly name: string;
  readonly image: string;
  readonly replicas?: number;
  readonly pullSecrets?: readonly string[];
  /** An init container that runs before. */
  readonly init?: { readonly name: string; readonly image: string };
  readonly labels?: Readonly<Record<string, string>>;
  /** The one node it runs on. */
  readonly node?: string;
}

export function namespace(name: string): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, labels: { 'kubernetes.io/metadata.name': name } },
  };
}

export function workload(request: WorkloadRequest): KubeObject {
  const { kind, namespace: ns, name, image, init, pullSecrets, node } = request;
  const labels = { app: name, ...request.labels };
  return {
    apiVersion: 'apps/v1',
    kind,
    metadata: { namespace: ns, name, labels },
    spec: {
      ...(kind === 'DaemonSet' ? {} : { replicas: request.replicas ?? 1 }),
      ...(kind === 'StatefulSet' ? { serviceName: name } : {}),
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          ...(pullSecrets ? { imagePullSecrets: pullSecrets.map((secret) => ({ name: secret })) } : {}),
          ...(init ? { initContainers: [init] } : {}),
          ...(node ? { nodeSelector: { 'kubernetes.io/hostname': node } } : {}),
          // On every node, or on this one, means there: taints do not keep it away.
          ...(kind === 'DaemonSet' || node ? { tolerations: [{ operator: 'Exists' }] } : {}),
          containers: [{ name, image }],
        },
      },
    },
  };
}

/** A pull secret; keys are hosts as written, with a port where the author wrote one. */
export function pullSecret(
  ns: string,
  name: string,
  logins: Readonly<Record<string, WorldLogin>>,
): KubeObject {
  const auths = Object.fromEntries(
    Object.entries(logins).map(([host, { username, password }]) => [
      host,
      { username, password, auth: base64(`${username}:${password}`) },
    ]),
  );
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { namespace: ns, name },
    type: 'kubernetes.io/dockerconfigjson',
    data: { '.dockerconfigjson': base64(JSON.stringify({ auths })) },
  };
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}
