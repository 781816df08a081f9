/** Objects of any kind but Secrets, as the API gives them, without what only makes them long or tells secrets. */
import { z } from 'zod';
import type { ClusterAnswer } from '../../engine/cluster.ts';
import type { KubeObject, ObjectKind } from '../../engine/kube-object.ts';
import { askAll, askOne } from './answers.ts';
import type { Discovery, ServedKind } from './discovery.ts';
import { withoutSecretLines, withoutSecretText } from './object-secrets.ts';
import type { Transport } from './transport.ts';

/** kubectl keeps the whole manifest here once more. */
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

const text = z.string().optional().catch(undefined);
const texts = z.record(z.string(), z.string()).optional().catch(undefined);
const metadata = z.object({
  name: z.string(),
  namespace: text,
  uid: text,
  creationTimestamp: text,
  deletionTimestamp: text,
  generation: z.number().optional().catch(undefined),
  resourceVersion: text,
  labels: texts,
  annotations: texts,
  ownerReferences: z
    .array(z.object({ kind: z.string(), name: z.string(), controller: z.boolean().optional() }))
    .optional()
    .catch(undefined),
  finalizers: z.array(z.string()).optional().catch(undefined),
  managedFields: z
    .array(z.object({ manager: text, operation: text, time: text }))
    .optional()
    .catch(undefined),
});
/** Every other top field stays: a PodMetrics keeps its containers beside its metadata. */
const object = z.looseObject({ apiVersion: text, kind: text, metadata, data: texts });

export interface Objects {
  objects(
    kind: ObjectKind,
    namespace: string | null,
    labelSelector?: string,
  ): Promise<ClusterAnswer<readonly KubeObject[]>>;
  object(kind: ObjectKind, namespace: string | null, name: string): Promise<ClusterAnswer<KubeObject>>;
}

/** Throws when asked for Secrets: they are read by name and type only, by `secret`. */
export function createObjects(transport: Transport, discovery: Discovery): Objects {
  async function where(kind: ObjectKind, namespace: string | null) {
    if (kind.group === '' && kind.plural.toLowerCase().startsWith('secret'))
      throw new Error('reading Secrets as objects is not allowed: their data must not become a fact');
    const served = await discovery.served(kind);
    if (served.ended !== 'found') return served;
    const { api } = served.value;
    const space = namespace === null ? api : `${api}/namespaces/${encodeURIComponent(namespace)}`;
    return {
      ended: 'found' as const,
      path: `${space}/${encodeURIComponent(kind.plural)}`,
      read: (json: unknown) => readObject(json, served.value),
    };
  }

  return {
    async objects(kind, namespace, labelSelector) {
      const at = await where(kind, namespace);
      if (at.ended !== 'found') return at;
      const query = labelSelector ? { labelSelector } : {};
      return askAll(transport, { method: 'GET', path: at.path, query }, at.read);
    },
    async object(kind, namespace, name) {
      const at = await where(kind, namespace);
      if (at.ended !== 'found') return at;
      const path = `${at.path}/${encodeURIComponent(name)}`;
      return askOne(transport, { method: 'GET', path }, at.read);
    },
  };
}

/** Lists leave kind and version out of their items. Throws a ZodError when this is no object. */
function readObject(json: unknown, { apiVersion, kind }: ServedKind): KubeObject {
  const { metadata: meta, data, ...rest } = object.parse(json);
  const { [LAST_APPLIED]: _, ...annotations } = meta.annotations ?? {};
  const kept = { ...meta, ...(meta.annotations ? { annotations } : {}) };
  const whole = {
    ...rest,
    apiVersion: rest.apiVersion ?? apiVersion,
    kind: rest.kind ?? kind,
    metadata: kept,
  };
  const hidden = withoutSecretText(whole) as KubeObject;
  return data ? { ...hidden, data: withoutSecretLines(data) } : hidden;
}
