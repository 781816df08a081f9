/** Kubernetes objects of some namespaces, as the reader gives them: without what is secret. */
import { type Manifest, objectsPath } from '../../clients/bundle/manifest.ts';
import type { Entry } from '../../clients/bundle/tar-write.ts';
import type { ClusterReader } from '../../engine/cluster.ts';
import type { KubeObject, ObjectKind } from '../../engine/kube-object.ts';
import {
  THERISEUNION_GROUP,
  THERISEUNION_USUAL,
} from '../../engine/kubernetes/theriseunion-registry-secret.ts';
import type { BlindSpot } from '../../engine/verdict.ts';
import { bundleWords as words } from './words.ts';

export interface CollectedObjects {
  readonly entries: readonly Entry[];
  readonly listed: Manifest['listed'];
  readonly pods: readonly KubeObject[];
  readonly couldNotLook: readonly BlindSpot[];
}

const kind = (group: string, ...plurals: readonly string[]): readonly ObjectKind[] =>
  plurals.map((plural) => ({ group, plural }));

const NAMESPACED: readonly ObjectKind[] = [
  ...kind('', 'pods', 'events', 'services', 'configmaps', 'persistentvolumeclaims', 'serviceaccounts'),
  ...kind('apps', 'deployments', 'statefulsets', 'daemonsets', 'replicasets'),
  ...kind('batch', 'jobs', 'cronjobs'),
  ...kind('networking.k8s.io', 'ingresses', 'networkpolicies'),
  ...kind('goharbor.io', 'harborclusters'),
  ...kind('kangaroo.io', 'registrysecrets'),
];
/** Of theriseunion, in whichever of its groups they lie. */
const IMAGE_CONTROLLER = ['repositories', 'registrysecrets', 'imagecleanuppolicies'];
const OF_CLUSTER: readonly ObjectKind[] = kind('', 'nodes');
/** What is listed of a cluster. */
export const COLLECTED: readonly ObjectKind[] = [
  ...NAMESPACED,
  ...OF_CLUSTER,
  ...kind(THERISEUNION_USUAL, ...IMAGE_CONTROLLER),
];
/** Of one listing, bytes. */
const ONE_LIMIT = 16 * 1024 * 1024;

export async function collectObjects(
  reader: ClusterReader,
  namespaces: readonly string[],
): Promise<CollectedObjects> {
  const groups = await reader.groups();
  const theirs = (groups.ended === 'found' ? groups.value : []).filter((group) =>
    THERISEUNION_GROUP.test(group),
  );
  const all = [...NAMESPACED, ...theirs.flatMap((group) => kind(group, ...IMAGE_CONTROLLER))];
  const wanted = [
    ...OF_CLUSTER.map((one) => ({ one, namespace: null })),
    ...namespaces.flatMap((namespace) => all.map((one) => ({ one, namespace }))),
  ];
  const lists = await Promise.all(wanted.map(({ one, namespace }) => list(reader, one, namespace)));
  return {
    entries: lists.flatMap(({ entry }) => entry ?? []),
    listed: lists.flatMap(({ listed }) => listed ?? []),
    pods: lists.flatMap(({ pods }) => pods ?? []),
    couldNotLook: lists.flatMap(({ spot }) => spot ?? []),
  };
}

interface Listed {
  readonly entry?: Entry;
  readonly listed?: Manifest['listed'][number];
  readonly pods?: readonly KubeObject[];
  readonly spot?: BlindSpot;
}

async function list(reader: ClusterReader, of: ObjectKind, namespace: string | null): Promise<Listed> {
  const key = `${of.plural}.${of.group}`;
  const answer = await reader.objects(of, namespace);
  // Not served: there is nothing of it, and that is an answer as well.
  if (answer.ended === 'not-found') return { listed: { kind: key, namespace } };
  const probe = words.en.listing(key, namespace);
  if (answer.ended !== 'found') return { spot: { probe, why: answer.says } };
  const items = answer.value;
  const body = Buffer.from(`${JSON.stringify({ apiVersion: 'v1', kind: 'List', items }, null, 1)}\n`);
  if (body.byteLength > ONE_LIMIT)
    return {
      spot: { probe, why: `${items.length} objects, ${body.byteLength} bytes: too many for a bundle` },
    };
  return {
    ...(items.length > 0 ? { entry: { path: objectsPath(key, namespace), body } } : {}),
    listed: { kind: key, namespace },
    ...(key === 'pods.' ? { pods: items } : {}),
  };
}
