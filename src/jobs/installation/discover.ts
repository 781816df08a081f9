/** Registries of one cluster, by its API groups, its custom resources and the images of its pods. */
import type { ClusterAnswer, ClusterReader, PodRecord } from '../../engine/cluster.ts';
import { componentOf } from '../../engine/component-pods.ts';
import type { Installation } from '../../engine/installation.ts';
import type { KubeObject } from '../../engine/kube-object.ts';
import type { Words } from '../../engine/words.ts';
import { type Address, addressesOf, addressOf, urlOf } from './addresses.ts';
import { fromPods } from './from-pods.ts';

export interface Findings {
  found(one: Installation): void;
  /** Why something could not be looked at, the cluster's words. */
  refused(why: string): void;
}

/** Registries of one cluster whose address is looked for. */
const MOST = 50;

const words: Words<{ many(left: number): string }> = {
  en: { many: (left) => `${left} more registries than are looked at; name one to see it (\`runsIn\`)` },
};

const KANGAROO = 'kangaroo.io';
const OPERATOR = 'goharbor.io';
/** Of theriseunion; its objects lie in several groups below it. */
const IMAGE_CONTROLLER = /(?:^|\.)theriseunion\.io$/;

/** Tells each as it is found. Reads lists only, and of pods only those that could be a registry's are kept. */
export async function discover(cluster: ClusterReader, findings: Findings): Promise<void> {
  const [groups, pods] = await Promise.all([
    cluster.groups().then((answer) => toldBy(answer, findings) ?? []),
    cluster.scanPods(null, isRegistrys).then((answer) => toldBy(answer, findings)?.kept ?? []),
  ]);
  const [operated, integrated] = await Promise.all([
    groups.includes(OPERATOR) ? harborClusters(cluster, findings) : [],
    groups.includes(KANGAROO) ? kangaroo(cluster, findings) : [],
  ]);
  for (const one of [...operated, ...integrated]) findings.found(one);
  const isOperated = ({ namespace }: PodRecord): boolean =>
    operated.some(({ place }) => place?.namespace === namespace);
  const rest = fromPods(cluster.name, pods, {
    operated: isOperated,
    imageController: groups.some((group) => IMAGE_CONTROLLER.test(group)),
  });
  await Promise.all(
    rest.slice(0, MOST).map(async (one) => findings.found(await withAddress(cluster, one, findings))),
  );
  if (rest.length > MOST) findings.refused(words.en.many(rest.length - MOST));
}

/** A pod whose image is a registry's, or that is labelled as a controller's. */
export function isRegistrys(pod: PodRecord): boolean {
  return (
    pod.containers.some(({ image, kind }) => kind === 'main' && componentOf(image) !== null) ||
    ['image-controller', 'cargo-token', 'cargo-admin'].includes(pod.labels['app'] ?? '')
  );
}

async function harborClusters(cluster: ClusterReader, findings: Findings): Promise<readonly Installation[]> {
  const answer = await cluster.objects({ group: OPERATOR, plural: 'harborclusters' }, null);
  return (toldBy(answer, findings) ?? []).map((object) => {
    const { name, namespace = '' } = object.metadata;
    const address = urlOf(externalUrl(object));
    return {
      name: `${namespace}/${name}`,
      product: 'harbor',
      host: address?.host ?? null,
      ...(address?.scheme ? { scheme: address.scheme } : {}),
      place: { cluster: cluster.name, namespace, instance: name },
      installer: 'operator',
      foundBy: 'discovery',
    };
  });
}

/** The integration objects of a namespace are looked at together. */
async function kangaroo(cluster: ClusterReader, findings: Findings): Promise<readonly Installation[]> {
  const answer = await cluster.objects({ group: KANGAROO, plural: 'registrysecrets' }, null);
  const objects = toldBy(answer, findings);
  if (objects === null) return [];
  const namespaces = new Set(objects.map(({ metadata }) => metadata.namespace ?? ''));
  // The product's own namespace, where nothing has been integrated yet.
  const all = namespaces.size > 0 ? [...namespaces] : ['kangaroo-system'];
  return all.map((namespace) => ({
    name: `${namespace}/kangaroo`,
    product: 'kangaroo',
    host: null,
    place: { cluster: cluster.name, namespace, instance: null },
    installer: 'unknown',
    foundBy: 'discovery',
  }));
}

async function withAddress(
  cluster: ClusterReader,
  installation: Installation,
  findings: Findings,
): Promise<Installation> {
  const { product, place } = installation;
  if (place === null || (product !== 'harbor' && product !== 'distribution')) return installation;
  const told = await addressesOf(cluster, place.namespace, (why) => findings.refused(why));
  const address: Address | null = addressOf(told, installation);
  return address === null ? installation : { ...installation, ...address };
}

function externalUrl({ spec }: KubeObject): string {
  const url = typeof spec === 'object' && spec !== null && 'externalURL' in spec ? spec.externalURL : '';
  return typeof url === 'string' ? url : '';
}

/** Null after telling why. A kind that is not served is no blind spot: there is nothing of it. */
function toldBy<T>(answer: ClusterAnswer<T>, { refused }: Findings): T | null {
  if (answer.ended === 'found') return answer.value;
  if (answer.ended !== 'not-found') refused(answer.says);
  return null;
}
