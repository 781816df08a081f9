/** One node's kubelet: takes the pods bound to it, and away those on their way out. */
import type { Recorder } from '../events.ts';
import type { Node, Pod } from '../objects.ts';
import { same } from '../objects.ts';
import type { Change, Store } from '../store.ts';
import type { BackOff } from './container-run.ts';
import type { RegistryOptions } from './containerd/conversation.ts';
import { createImageManager } from './image-manager.ts';
import { type PodWorker, startPod } from './pod-worker.ts';
import type { ProgramOptions } from './programs.ts';
import { wordingOf } from './version.ts';

export interface KubeletOptions {
  readonly registry: RegistryOptions;
  readonly backOff: BackOff;
  readonly preloaded: readonly string[];
  readonly programs: Pick<ProgramOptions, 'logs' | 'clusterDns'>;
  /** How long a pod takes to end, milliseconds. */
  readonly terminationMs: number;
}

export interface Kubelet {
  /** Cuts every back-off short. */
  retry(): void;
  /** Takes every image off the node, as image garbage collection would. */
  forgetImages(): void;
  stop(): void;
}

/** A node lists its largest images, up to this many. */
const LISTED_IMAGES = 50;

export function startKubelet(node: Node, store: Store, recorder: Recorder, options: KubeletOptions): Kubelet {
  const nodeName = node.metadata.name;
  const { architecture: arch, kubeletVersion } = node.status.nodeInfo;
  const wording = wordingOf(kubeletVersion);
  const workers = new Map<string, PodWorker>();
  const endings = new Map<string, NodeJS.Timeout>();
  const hostIP = (node.status['addresses'] as { address: string }[] | undefined)?.[0]?.address ?? '10.20.0.1';
  const podNet = String(node.spec?.['podCIDR'] ?? '10.244.0.0/24').replace(/0\/24$/, '');
  let addresses = 1;

  const images = createImageManager({
    store,
    recorder,
    node: nodeName,
    arch,
    wording,
    registry: options.registry,
    preloaded: options.preloaded,
    onImages: () => listImages(),
  });

  function listImages(): void {
    const now = store.get<Node>('nodes', '', nodeName);
    if (!now) return;
    const list = [...images.images]
      .map(([name, { imageId, size }]) => ({ names: [imageId, name], sizeBytes: size }))
      .toSorted((a, b) => b.sizeBytes - a.sizeBytes)
      .slice(0, LISTED_IMAGES);
    store.replace('nodes', { ...now, status: { ...now.status, images: list } });
  }

  const take = (pod: Pod): void => {
    addresses += 1;
    const address = { hostIP, podIP: `${podNet}${(addresses % 250) + 2}` };
    const parts = {
      images,
      recorder,
      node: nodeName,
      arch,
      wording,
      backOff: options.backOff,
      programs: { ...options.programs, nodeDns: options.registry.dns },
      store,
      address,
    };
    workers.set(pod.metadata.uid ?? '', startPod(pod, parts));
  };

  const drop = (uid: string): void => {
    workers.get(uid)?.stop();
    workers.delete(uid);
    clearTimeout(endings.get(uid));
    endings.delete(uid);
  };

  const end = (pod: Pod): void => {
    const uid = pod.metadata.uid ?? '';
    if (endings.has(uid)) return;
    workers.get(uid)?.stop();
    for (const { name } of pod.spec.containers) {
      const message = `Stopping container ${name}`;
      const event = {
        about: pod,
        fieldPath: `spec.containers{${name}}`,
        type: 'Normal',
        reason: 'Killing',
      } as const;
      recorder.record({ ...event, message, component: 'kubelet', host: nodeName });
    }
    const timer = setTimeout(() => {
      const { namespace = '', name } = pod.metadata;
      if (store.get('pods', namespace, name)?.metadata.uid === uid) store.remove('pods', namespace, name);
    }, options.terminationMs);
    endings.set(uid, timer);
  };

  const see = (pod: Pod, previous: Pod | null): void => {
    const worker = workers.get(pod.metadata.uid ?? '');
    if (pod.metadata.deletionTimestamp) return void end(pod);
    if (!worker) return void take(pod);
    const { annotations, labels } = previous?.metadata ?? {};
    const told = same(annotations, pod.metadata.annotations) && same(labels, pod.metadata.labels);
    // Our own status writes come back here too, and mean nothing new.
    if (!told || !same(previous?.spec, pod.spec)) worker.sync();
  };

  const unsubscribe = store.onChange((change: Change) => {
    if (change.resource !== 'pods') return;
    const pod = change.object as Pod;
    if (pod.spec.nodeName !== nodeName) return;
    if (change.type === 'DELETED') return void drop(pod.metadata.uid ?? '');
    see(pod, change.previous as Pod | null);
  });
  for (const pod of store.list<Pod>('pods')) if (pod.spec.nodeName === nodeName) see(pod, null);

  return {
    retry: () => {
      for (const worker of workers.values()) worker.retry();
    },
    forgetImages: () => images.forget(),
    stop: () => {
      unsubscribe();
      for (const uid of [...workers.keys()]) drop(uid);
    },
  };
}
