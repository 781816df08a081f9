/** The lab's nodes: some differ from the others in what makes a pull fail there alone. */
import type { SandboxCluster } from '../../../src/sandbox/cluster/cluster.ts';
import { type NodeOptions, nodeObject } from '../../../src/sandbox/cluster/nodes.ts';
import { type KubeObject, type Pod, timestamp } from '../../../src/sandbox/cluster/objects.ts';
import type { NodeName, Suffering } from './fault.ts';

type Named = NodeOptions & { readonly name: NodeName };

/** Nodes with a kubelet that really pulls. `emptyDns` knows no name. */
export function pullingNodes(emptyDns: string): readonly Named[] {
  return [
    { name: 'worker-1', arch: 'amd64' },
    { name: 'worker-new', arch: 'amd64', runtime: 'containerd://2.1.4' },
    { name: 'worker-arm', arch: 'arm64' },
    { name: 'worker-astray', arch: 'amd64', dns: emptyDns },
    { name: 'worker-distrustful', arch: 'amd64', ca: [] },
  ];
}

const SPOKEN_FOR: readonly Named[] = [
  { name: 'worker-told', arch: 'amd64' },
  { name: 'worker-old', arch: 'amd64', runtime: 'containerd://1.4.13' },
  { name: 'worker-full', arch: 'amd64' },
];

export function isSpokenFor(node: NodeName | undefined): boolean {
  return SPOKEN_FOR.some(({ name }) => name === node);
}

/** Adds the nodes without a kubelet. */
export function addSpokenNodes(cluster: SandboxCluster): void {
  for (const [index, node] of SPOKEN_FOR.entries()) {
    const object = nodeObject(node, 10 + index);
    cluster.store.add('nodes', node.name === 'worker-full' ? underPressure(object) : object);
  }
}

function underPressure(node: KubeObject): KubeObject {
  const conditions = (node.status?.['conditions'] ?? []) as readonly { readonly type: string }[];
  const pressed = conditions.map((one) => (one.type === 'DiskPressure' ? { ...one, status: 'True' } : one));
  return { ...node, status: { ...node.status, conditions: pressed } };
}

/** Writes what the pod's kubelet would: the container's state and the event of the failed pull. */
export function speakFor(cluster: SandboxCluster, pod: Pod, { image, told }: Suffering): void {
  if (!told) throw new Error(`${pod.metadata.name}: nothing was said for its kubelet`);
  const { reason = 'ErrImagePull', says } = told;
  const status = {
    phase: 'Pending',
    containerStatuses: [
      {
        name: 'main',
        image,
        imageID: '',
        ready: false,
        restartCount: 0,
        lastState: {},
        state: { waiting: { reason, message: says } },
      },
    ],
  };
  cluster.store.replace('pods', { ...pod, status });
  const { name, namespace = '', uid } = pod.metadata;
  cluster.store.add('events', {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: `${name}.1`, namespace },
    involvedObject: { kind: 'Pod', namespace, name, uid, fieldPath: 'spec.containers{main}' },
    type: 'Warning',
    reason: 'Failed',
    message: `Failed to pull image "${image}": ${says}`,
    source: { component: 'kubelet', host: pod.spec.nodeName ?? '' },
    firstTimestamp: timestamp(),
    lastTimestamp: timestamp(),
    count: 1,
  });
}
