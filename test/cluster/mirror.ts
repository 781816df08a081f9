/** Everything that lies in a sandbox cluster, put into another one: its objects with their status and their owners. */

import type { SandboxCluster } from '../../src/sandbox/cluster/cluster.ts';
import type { KubeObject, OwnerReference } from '../../src/sandbox/cluster/objects.ts';
import type { Given } from './given.ts';

/** In this order owners come before what they own. Who may do what, and what only servers write, is not among them. */
const BUILT_IN = [
  'namespaces',
  'customresourcedefinitions.apiextensions.k8s.io',
  'nodes',
  'serviceaccounts',
  'secrets',
  'configmaps',
  'services',
  'persistentvolumeclaims',
  'ingresses.networking.k8s.io',
  'deployments.apps',
  'statefulsets.apps',
  'daemonsets.apps',
  'replicasets.apps',
  'controllerrevisions.apps',
  'pods',
  'events',
] as const;

/** Namespaces that every cluster has. */
const OWN: ReadonlySet<string> = new Set(['default', 'kube-system', 'kube-public', 'kube-node-lease']);

/** Objects that were made, so that they can be taken away. */
export async function mirror(from: SandboxCluster, to: Given): Promise<readonly KubeObject[]> {
  const made: KubeObject[] = [];
  const uids = new Map<string, string>();
  const copy = async (object: KubeObject): Promise<void> => {
    const copied = await to.apply(plain(object, uids));
    if (object.metadata.uid && copied.metadata.uid) uids.set(object.metadata.uid, copied.metadata.uid);
    made.push(copied);
  };
  const all = (resource: string) =>
    from.store.list(resource).filter(({ metadata: { name, namespace, deletionTimestamp } }) => {
      const where = namespace ?? (resource === 'namespaces' ? name : '');
      return !OWN.has(where) && deletionTimestamp === undefined;
    });
  for (const resource of BUILT_IN) {
    for (const object of all(resource)) await copy(object);
    if (resource.startsWith('customresourcedefinitions')) await served(all(resource), to);
  }
  for (const { spec } of all('customresourcedefinitions.apiextensions.k8s.io')) {
    const { group, names } = spec as { readonly group: string; readonly names: { readonly plural: string } };
    for (const object of all(`${names.plural}.${group}`)) await copy(object);
  }
  return made;
}

/** Without what a server writes itself, and with the owners' new uids. */
function plain(object: KubeObject, uids: ReadonlyMap<string, string>): KubeObject {
  const { name, namespace, labels, annotations, ownerReferences = [] } = object.metadata;
  const owners = ownerReferences.flatMap((owner): readonly OwnerReference[] => {
    const uid = uids.get(owner.uid);
    return uid === undefined ? [] : [{ ...owner, uid }];
  });
  const metadata = {
    name,
    ...(namespace === undefined ? {} : { namespace }),
    ...(labels ? { labels } : {}),
    ...(annotations ? { annotations } : {}),
    ...(owners.length > 0 ? { ownerReferences: owners } : {}),
  };
  const copied = { ...object, metadata };
  if (object.kind === 'CustomResourceDefinition') return anyFields(copied);
  if (object.kind !== 'Event') return copied;
  const about = object['involvedObject'] as { readonly uid?: string };
  return { ...copied, involvedObject: { ...about, uid: uids.get(about.uid ?? '') ?? about.uid } };
}

/** The sandbox asks for no schema; a real server does. */
function anyFields(definition: KubeObject): KubeObject {
  const versions = (definition.spec?.['versions'] ?? []) as readonly object[];
  const schema = { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } };
  const { status: _, ...rest } = definition;
  return {
    ...rest,
    spec: { ...definition.spec, versions: versions.map((one) => ({ schema, ...one })) },
  } as KubeObject;
}

/** A server takes a moment until it serves a kind it was taught. */
async function served(definitions: readonly KubeObject[], to: Given): Promise<void> {
  for (const { spec } of definitions) {
    const { group, names, versions } = spec as {
      readonly group: string;
      readonly names: { readonly plural: string };
      readonly versions: readonly { readonly name: string }[];
    };
    for (let tries = 0; tries < 100; tries += 1) {
      const said = await to.get(`/apis/${group}/${versions[0]?.name}/${names.plural}`).catch(() => null);
      if (said !== null) break;
      await new Promise((done) => setTimeout(done, 100));
    }
  }
}
