/** Pods as a kubelet would report them, made directly. */
import type { KubeObject } from '../../src/sandbox/cluster/objects.ts';
import type { PlantedFault } from './faults.ts';

interface Planted {
  readonly namespace: string;
  readonly node: string;
  readonly fault: PlantedFault;
  readonly index: number;
}

/** Every third only says that the kubelet waits, as those before Kubernetes 1.32 mostly do. */
export function failingPod(name: string, image: string, says: string, planted: Planted): KubeObject {
  const { namespace, node, fault, index } = planted;
  const waiting =
    index % 3 === 0
      ? { reason: 'ImagePullBackOff', message: `Back-off pulling image "${image}"` }
      : { reason: 'ErrImagePull', message: says };
  const secret =
    fault.secret === undefined ? [] : [{ name: fault.secret === 'wrong' ? 'regcred' : 'not-there' }];
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { namespace, name, labels: { app: name } },
    spec: {
      nodeName: node,
      serviceAccountName: 'default',
      imagePullSecrets: secret,
      containers: [{ name: 'web', image, imagePullPolicy: 'IfNotPresent' }],
    },
    status: { phase: 'Pending', containerStatuses: [{ name: 'web', imageID: '', state: { waiting } }] },
  };
}

export function runningPod(name: string, namespace: string, node: string): KubeObject {
  const image = 'open.acme.test/shop/fine:1';
  const running = { startedAt: '2026-11-20T10:00:00Z' };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { namespace, name, labels: { app: name } },
    spec: { nodeName: node, serviceAccountName: 'default', containers: [{ name: 'web', image }] },
    status: {
      phase: 'Running',
      containerStatuses: [{ name: 'web', imageID: `${image}@sha256:9f2c`, state: { running } }],
    },
  };
}
