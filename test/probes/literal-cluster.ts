/** A cluster of literal answers, for tests of what reads it. */

import { createAsking } from '../../src/engine/asking.ts';
import type { ClusterReader, ContainerRecord, EventRecord, PodRecord } from '../../src/engine/cluster.ts';
import type { NetworkAsker } from '../../src/engine/registry.ts';
import type { Pull } from '../../src/engine/subject.ts';

const absent = async () => ({ ended: 'not-found' as const, says: 'not in this test' });

export function literalCluster(parts: Partial<ClusterReader> = {}): ClusterReader {
  return {
    name: 'prod',
    pod: absent,
    pods: absent,
    scanPods: absent,
    failures: absent,
    nodes: absent,
    podEvents: async () => ({ ended: 'found', value: [] }),
    node: absent,
    serviceAccount: absent,
    secret: absent,
    namespaces: absent,
    workloads: absent,
    rollout: absent,
    groups: absent,
    objects: absent,
    object: absent,
    events: absent,
    log: absent,
    proxy: absent,
    may: absent,
    ...parts,
  };
}

export function found<T>(value: T) {
  return async () => ({ ended: 'found' as const, value });
}

export function ended(how: 'forbidden' | 'unreachable' | 'not-found', says: string) {
  return async () => ({ ended: how, says });
}

export function madeContainer(more: Partial<ContainerRecord> = {}): ContainerRecord {
  return {
    name: 'web',
    kind: 'main',
    image: 'registry.acme.test/shop/cart:1.8.2',
    imagePullPolicy: 'IfNotPresent',
    state: 'waiting',
    reason: 'ImagePullBackOff',
    message: 'Back-off pulling image "registry.acme.test/shop/cart:1.8.2"',
    imageId: '',
    startedAt: null,
    ...more,
  };
}

/** A container that runs. */
export function runningContainer(more: Partial<ContainerRecord> = {}): ContainerRecord {
  return madeContainer({
    state: 'running',
    reason: null,
    message: null,
    imageId: 'registry.acme.test/shop/cart@sha256:9f2c',
    startedAt: '2026-11-20T09:00:00Z',
    ...more,
  });
}

export function madePod(name: string, more: Partial<PodRecord> = {}): PodRecord {
  return {
    namespace: 'shop',
    name,
    uid: `uid-${name}`,
    labels: {},
    phase: 'Pending',
    node: 'worker-3',
    createdAt: '2026-11-20T10:00:00Z',
    serviceAccount: 'default',
    imagePullSecrets: [],
    owner: null,
    containers: [madeContainer()],
    ...more,
  };
}

export function madeEvent(reason: string, message: string, more: Partial<EventRecord> = {}): EventRecord {
  return {
    type: 'Warning',
    reason,
    message,
    count: 1,
    firstSeen: '2026-11-20T10:00:05Z',
    lastSeen: '2026-11-20T10:01:00Z',
    fieldPath: 'spec.containers{web}',
    source: 'kubelet',
    ...more,
  };
}

/** Asks probes about `shop/cart-0`, container `web`, of this cluster. */
export function askingOf(cluster: ClusterReader | null, pull: Partial<Pull> = {}) {
  const network: NetworkAsker = {
    resolver: 'none',
    settings: () => unreachable(),
    ownLogin: () => unreachable(),
    lookup: () => unreachable(),
    dial: () => unreachable(),
    handshake: () => unreachable(),
    http: () => unreachable(),
  };
  return createAsking({
    pull: {
      image: 'registry.acme.test/shop/cart:1.8.2',
      cluster: 'prod',
      namespace: 'shop',
      pod: 'cart-0',
      container: 'web',
      ...pull,
    },
    cluster,
    network,
    now: () => new Date('2026-11-20T10:02:00Z'),
  });
}

function unreachable(): never {
  throw new Error('this test has no network');
}
