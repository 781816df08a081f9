/** What a workload has rolled out: one read of the workload, one list of what it keeps of its revisions. */
import { z } from 'zod';
import type { ClusterAnswer, RevisionRecord, RolloutRecord } from '../../engine/cluster.ts';
import { askAll, askOne } from './answers.ts';
import { listOf, metadata } from './object.ts';
import type { Transport } from './transport.ts';
import { selector, selectorText } from './workload.ts';

/** Where each kind is, and where its revisions are (kubernetes pkg/controller/deployment, pkg/controller/history). */
const KINDS: Readonly<Record<string, { readonly plural: string; readonly revisions: string }>> = {
  Deployment: { plural: 'deployments', revisions: 'replicasets' },
  StatefulSet: { plural: 'statefulsets', revisions: 'controllerrevisions' },
  DaemonSet: { plural: 'daemonsets', revisions: 'controllerrevisions' },
};

const REVISION = 'deployment.kubernetes.io/revision';
const CHANGE_CAUSE = 'kubernetes.io/change-cause';

const image = listOf(z.object({ name: z.string(), image: z.string().nullish() }));
const template = z
  .object({ spec: z.object({ containers: image, initContainers: image }).nullish() })
  .nullish();
const workload = z.object({ metadata, spec: z.object({ selector }).nullish() });
/** A ReplicaSet holds its template in `spec`, a ControllerRevision the patch that leads to it in `data.spec`. */
const kept = z.object({
  metadata,
  revision: z.number().nullish(),
  spec: z.object({ template }).nullish(),
  data: z.object({ spec: z.object({ template }).nullish() }).nullish(),
});

export async function readRollout(
  transport: Transport,
  namespace: string,
  kind: string,
  name: string,
): Promise<ClusterAnswer<RolloutRecord>> {
  const where = KINDS[kind];
  if (!where) return { ended: 'not-found', says: `a ${kind} keeps no revisions` };
  const base = `/apis/apps/v1/namespaces/${encodeURIComponent(namespace)}`;
  const path = `${base}/${where.plural}/${encodeURIComponent(name)}`;
  const owner = await askOne(transport, { method: 'GET', path }, (json) => workload.parse(json));
  if (owner.ended !== 'found') return owner;
  const { metadata: meta, spec } = owner.value;
  const query = { labelSelector: selectorText(spec?.selector) };
  const question = { method: 'GET', path: `${base}/${where.revisions}`, query } as const;
  const revisions = await askAll(transport, question, (json) => readRevision(json, kind, name));
  if (revisions.ended !== 'found') return revisions;
  const own = revisions.value.filter((each) => each !== null);
  return {
    ended: 'found',
    value: {
      kind,
      name,
      revisions: own.toSorted((a, b) => b.revision - a.revision),
      changedBy: lastToWriteTemplate(meta),
    },
  };
}

/** Null for a revision of another workload with the same labels. */
function readRevision(json: unknown, kind: string, name: string): RevisionRecord | null {
  const { metadata: meta, revision, spec, data } = kept.parse(json);
  if (!meta.ownerReferences.some((one) => one.kind === kind && one.name === name)) return null;
  const pod = (spec?.template ?? data?.spec?.template)?.spec;
  const all = [...(pod?.initContainers ?? []), ...(pod?.containers ?? [])];
  return {
    revision: revision ?? Number(meta.annotations[REVISION] ?? 0),
    createdAt: meta.creationTimestamp,
    images: Object.fromEntries(all.map((one) => [one.name, one.image ?? ''])),
    changeCause: meta.annotations[CHANGE_CAUSE] || null,
  };
}

/** Controllers write the status; who writes `spec.template` has rolled something out. */
function lastToWriteTemplate({ managedFields }: z.infer<typeof metadata>): RolloutRecord['changedBy'] {
  const writers = managedFields.flatMap(({ manager, time, subresource, fieldsV1 }) => {
    const spec = fieldsV1?.['f:spec'];
    const wrote = typeof spec === 'object' && spec !== null && 'f:template' in spec;
    return wrote && subresource === '' && manager !== '' && time ? [{ manager, at: time }] : [];
  });
  return writers.toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at))[0] ?? null;
}
