import { type Condition, type Node, timestamp } from '../../cluster/objects.ts';
import type { Ailment } from '../ailment.ts';

const NODE = 'worker-2';
const TAINT = { key: 'node.kubernetes.io/disk-pressure', effect: 'NoSchedule' } as const;

/** Images fill the node's disk; its kubelet takes no more pods. */
export const nodeDiskPressure: Ailment = {
  id: 'node-disk-pressure',
  title: `Node ${NODE} has no room left for images`,
  strike(cluster) {
    change(cluster, {
      condition: {
        status: 'True',
        reason: 'KubeletHasDiskPressure',
        message: 'kubelet has disk pressure',
      },
      taints: [TAINT],
    });
    const about = cluster.get('nodes', '', NODE);
    if (!about) return;
    cluster.report({
      about,
      type: 'Warning',
      reason: 'FreeDiskSpaceFailed',
      message:
        'Failed to garbage collect required amount of images. Attempted to free 8589934592 bytes, but only found 0 bytes eligible to free.',
      component: 'kubelet',
      host: NODE,
    });
  },
  heal(cluster) {
    const condition = {
      status: 'False',
      reason: 'KubeletHasNoDiskPressure',
      message: 'kubelet has no disk pressure',
    };
    change(cluster, { condition, taints: [] });
  },
};

interface NodeChange {
  readonly condition: Omit<Condition, 'type'>;
  readonly taints: readonly unknown[];
}

function change({ store }: Parameters<Ailment['heal']>[0], { condition, taints }: NodeChange): void {
  const node = store.get<Node>('nodes', '', NODE);
  if (!node) throw new Error(`the sandbox cluster has no node ${NODE}`);
  const conditions = node.status.conditions.map((one) =>
    one.type === 'DiskPressure' ? { ...one, ...condition, lastTransitionTime: timestamp() } : one,
  );
  store.replace<Node>('nodes', {
    ...node,
    spec: { ...node.spec, taints },
    status: { ...node.status, conditions },
  });
}
