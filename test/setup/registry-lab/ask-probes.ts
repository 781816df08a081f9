/** Puts probes' questions for one pull in a test, over a cluster written out as facts. */

import { createNetworkAsker, type NetworkClient } from '../../../src/clients/network/asker.ts';
import type { NetworkSource } from '../../../src/clients/network/sites.ts';
import type { Answer } from '../../../src/engine/answer.ts';
import { type Asking, createAsking } from '../../../src/engine/asking.ts';
import type {
  ClusterAnswer,
  ClusterReader,
  NodeRecord,
  PodRecord,
  RevisionRecord,
  SecretRecord,
} from '../../../src/engine/cluster.ts';
import type { Probe } from '../../../src/engine/probe.ts';
import { literalCluster } from '../../probes/literal-cluster.ts';

export interface PullSetting {
  readonly image: string;
  /** Pull secrets of the pod: `auths` by secret name. Given (even empty) the pull has a pod. */
  readonly secrets?: Readonly<
    Record<string, Readonly<Record<string, { username: string; password: string }>>>
  >;
  /** Image of the Deployment's revision before; needs `secrets`. */
  readonly before?: string;
  /** Platform of the pod's node; needs `secrets`. */
  readonly node?: { readonly os: string; readonly arch: string };
}

export interface LabAsking extends Asking {
  /** The fact, or an error that shows the answer there was instead. */
  fact<F>(probe: Probe<F>): Promise<F>;
  readonly network: NetworkClient;
  close(): Promise<void>;
}

/** Opens an asking for one pull against real network parts; close it when done. */
export function askProbes(config: NetworkSource, setting: PullSetting): LabAsking {
  const network = createNetworkAsker(config);
  const withPod = setting.secrets !== undefined;
  const place = { cluster: 'lab', namespace: 'shop', pod: 'cart-0', container: 'main' };
  const pull = { image: setting.image, ...(withPod ? place : {}) };
  const asking = createAsking({ pull, cluster: withPod ? clusterOf(setting) : null, network });
  return {
    ...asking,
    network,
    async fact(probe) {
      const answer = await asking.ask(probe);
      if (answer.state === 'known') return answer.fact;
      throw new Error(`${probe.id}: ${JSON.stringify(answer satisfies Answer<unknown>)}`);
    },
    close: () => network.close(),
  };
}

/** A cluster of one pod, its secrets and its node. */
function clusterOf({ image, secrets = {}, node, before }: PullSetting): ClusterReader {
  const found = <T>(value: T): Promise<ClusterAnswer<T>> => Promise.resolve({ ended: 'found', value });
  const absent = (what: string) =>
    Promise.resolve({ ended: 'not-found' as const, says: `${what} not found` });
  const pod = podOf(image, Object.keys(secrets), node ? 'worker-1' : null);
  return literalCluster({
    name: 'lab',
    pod: () => found(pod),
    pods: () => found([pod]),
    podEvents: () => found([]),
    node: (name) => (node ? found(nodeOf(name, node)) : absent(`nodes "${name}"`)),
    serviceAccount: (_namespace, name) => found({ name, imagePullSecrets: [] }),
    secret: (_namespace, name) => {
      const auths = secrets[name];
      return auths ? found(secretOf(name, auths)) : absent(`secrets "${name}"`);
    },
    namespaces: () => found(['shop']),
    workloads: () => found([]),
    rollout: (_namespace, kind, name) =>
      before === undefined
        ? absent('no rollout')
        : found({ kind, name, revisions: [revisionOf(2, image), revisionOf(1, before)], changedBy: null }),
    may: () => found(true),
  });
}

function secretOf(name: string, auths: object): SecretRecord {
  const data = { '.dockerconfigjson': Buffer.from(JSON.stringify({ auths })).toString('base64') };
  return { name, type: 'kubernetes.io/dockerconfigjson', createdAt: '2026-11-01T00:00:00Z', data };
}

function nodeOf(name: string, { os, arch }: { readonly os: string; readonly arch: string }): NodeRecord {
  return {
    name,
    os,
    arch,
    runtime: 'containerd://1.7.24',
    kubelet: 'v1.34.1',
    ready: true,
    diskPressure: false,
    images: [],
  };
}

function revisionOf(revision: number, image: string): RevisionRecord {
  return { revision, createdAt: '2026-11-20T00:00:00Z', images: { main: image }, changeCause: null };
}

function podOf(image: string, imagePullSecrets: readonly string[], node: string | null): PodRecord {
  return {
    namespace: 'shop',
    name: 'cart-0',
    uid: '1',
    labels: {},
    phase: 'Pending',
    node,
    createdAt: '2026-11-20T00:00:00Z',
    serviceAccount: 'default',
    imagePullSecrets,
    owner: { kind: 'Deployment', name: 'cart' },
    containers: [
      {
        name: 'main',
        kind: 'main',
        image,
        imagePullPolicy: 'IfNotPresent',
        state: 'waiting',
        reason: 'ImagePullBackOff',
        message: null,
        imageId: '',
        startedAt: null,
      },
    ],
  };
}
