import { z } from 'zod';
import type { NodeRecord } from '../../engine/cluster.ts';
import { listOf, metadata, optionalText } from './object.ts';

const node = z.object({
  metadata,
  status: z.object({
    nodeInfo: z
      .object({
        operatingSystem: optionalText,
        architecture: optionalText,
        containerRuntimeVersion: optionalText,
        kubeletVersion: optionalText,
      })
      .nullish(),
    conditions: listOf(z.object({ type: z.string(), status: z.string() })),
    images: listOf(z.object({ names: listOf(z.string()) })),
  }),
});

/** Throws a ZodError when this is no Node. The labels stand in while a node has not reported yet. */
export function readNode(json: unknown): NodeRecord {
  const { metadata: meta, status } = node.parse(json);
  const is = (type: string): boolean =>
    status.conditions.some((condition) => condition.type === type && condition.status === 'True');
  return {
    name: meta.name,
    os: status.nodeInfo?.operatingSystem || (meta.labels['kubernetes.io/os'] ?? 'linux'),
    arch: status.nodeInfo?.architecture || (meta.labels['kubernetes.io/arch'] ?? ''),
    runtime: status.nodeInfo?.containerRuntimeVersion ?? '',
    kubelet: status.nodeInfo?.kubeletVersion ?? '',
    ready: is('Ready'),
    diskPressure: is('DiskPressure'),
    images: status.images.flatMap((image) => image.names),
  };
}
