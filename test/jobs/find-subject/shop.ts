/** A shop of pods and workloads, and what is found in it. */
import type { ClusterReader, PodRecord, WorkloadRecord } from '../../../src/engine/cluster.ts';
import type { PullQuestion } from '../../../src/engine/question.ts';
import { findSubject } from '../../../src/jobs/find-subject.ts';
import { found, literalCluster, madePod, runningContainer } from '../../probes/literal-cluster.ts';

export const deployment = (name: string, namespace = 'shop'): WorkloadRecord => ({
  kind: 'Deployment',
  namespace,
  name,
  labelSelector: '',
});
export const of = (name: string, kind = 'Deployment') => ({ owner: { kind, name } });
export const runs = { phase: 'Running', containers: [runningContainer()] };

export const PODS: readonly PodRecord[] = [
  madePod('cart-7d9f8-aaaaa', of('cart')),
  madePod('cart-7d9f8-bbbbb', { ...of('cart'), createdAt: '2026-11-20T10:05:00Z' }),
  madePod('cart-6c5b4-ccccc', { ...of('cart'), ...runs }),
  madePod('cart-api-5f6d7-ddddd', { ...of('cart-api'), ...runs }),
  madePod('db-0', { ...of('db', 'StatefulSet'), ...runs }),
  madePod('solo'),
  madePod('nightly-29384-eeeee', of('nightly', 'CronJob')),
  madePod('db-0', { namespace: 'test', ...of('db', 'StatefulSet') }),
];
const WORKLOADS = [
  deployment('cart'),
  deployment('cart-api'),
  deployment('idle'),
  { kind: 'StatefulSet', namespace: 'shop', name: 'db', labelSelector: '' },
  { kind: 'StatefulSet', namespace: 'test', name: 'db', labelSelector: '' },
  { kind: 'CronJob', namespace: 'shop', name: 'nightly', labelSelector: '' },
  { kind: 'Job', namespace: 'shop', name: 'nightly-29384', labelSelector: '' },
];

export function cluster(
  name = 'prod',
  pods = PODS,
  workloads: readonly WorkloadRecord[] = WORKLOADS,
): ClusterReader {
  const inside = <T extends { readonly namespace: string }>(all: readonly T[], namespace: string | null) =>
    all.filter((one) => namespace === null || one.namespace === namespace);
  return literalCluster({
    name,
    pods: async (namespace) => ({ ended: 'found', value: inside(pods, namespace) }),
    workloads: async (namespace) => ({ ended: 'found', value: inside(workloads, namespace) }),
    namespaces: found(['shop', 'test', 'default']),
  });
}

export function find(
  question: Partial<PullQuestion>,
  readers: readonly ClusterReader[] = [cluster()],
  byDefault = true,
) {
  return findSubject(
    { kind: 'pull', what: 'cart', ...question },
    {
      clusters: new Map(readers.map((reader) => [reader.name, reader])),
      defaultCluster: byDefault ? (readers[0]?.name ?? null) : null,
      now: () => new Date('2026-11-20T10:14:00Z'),
    },
  );
}
