/** The `scale` subresource, which `kubectl scale` uses. */
import type { KubeObject, LabelSelector } from '../objects.ts';
import { mergePatch } from '../patch/merge-patch.ts';
import { bodyObject, isDryRun, type ResourceCall, sendJson } from './call.ts';

export function readScale(call: ResourceCall): void {
  sendJson(call.response, 200, scaleOf(current(call)));
}

export function writeScale(call: ResourceCall): void {
  const { world, resource, query } = call;
  const object = current(call);
  const scale = mergePatch(scaleOf(object), bodyObject(call)) as { spec: { replicas: number } };
  const next = { ...object, spec: { ...object.spec, replicas: scale.spec.replicas } };
  sendJson(call.response, 200, scaleOf(world.writer.update(resource, next, { dryRun: isDryRun(query) })));
}

function current({ world, resource, path }: ResourceCall): KubeObject {
  return world.writer.get(resource, path.namespace, path.name);
}

function scaleOf({ metadata, spec, status }: KubeObject): KubeObject {
  const { name, namespace, uid, resourceVersion, creationTimestamp } = metadata;
  const labels = (spec?.['selector'] as LabelSelector | undefined)?.matchLabels ?? {};
  const selector = Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp } as KubeObject['metadata'],
    spec: { replicas: spec?.['replicas'] ?? 0 },
    status: { replicas: status?.['replicas'] ?? 0, selector },
  };
}
