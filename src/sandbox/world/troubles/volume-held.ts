import type { SandboxCluster } from '../../cluster/cluster.ts';
import { STATE_ANNOTATION } from '../../cluster/kubelet/behaviour.ts';
import type { KubeObject, Pod } from '../../cluster/objects.ts';
import { HARBOR_NAMESPACE } from '../company.ts';
import type { Trouble } from '../trouble.ts';

const NAME = 'harbor-jobservice';
const VOLUME = 'pvc-a45d52ee-3025-44e5-a488-4a4b89760bba';
const ROLLED = 'acme.test/values';

/** A change of the values was rolled out: the new pod landed on another node, where the volume cannot be attached. */
export const volumeHeld: Trouble = {
  id: 'volume-held',
  title: 'A rollout of jobservice hangs: the old pod holds the volume that the new one waits for',
  cause: 'rwo-rolling-update-deadlock',
  strike({ cluster }) {
    const held = podsOf(cluster).map(({ metadata }) => metadata.name);
    const stop = cluster.store.onChange(({ type, resource, object }) => {
      if (resource !== 'pods' || !isJobservice(object)) return;
      const isOld = held.includes(object.metadata.name);
      if (type === 'ADDED' && !isOld) waits(cluster, object as Pod, held);
      if (type !== 'DELETED' || !isOld) return;
      stop();
      for (const pod of podsOf(cluster)) attached(cluster, pod);
    });
    cluster.apply([claim()]);
    cluster.apply([rolled('2')]);
  },
  heal({ cluster }) {
    for (const { metadata } of podsOf(cluster)) cluster.delete('pods', HARBOR_NAMESPACE, metadata.name);
  },
};

function podsOf({ store }: SandboxCluster): readonly Pod[] {
  return store.list<Pod>('pods', HARBOR_NAMESPACE).filter(isJobservice);
}

function isJobservice({ metadata }: KubeObject): boolean {
  return metadata.namespace === HARBOR_NAMESPACE && metadata.labels?.['component'] === 'jobservice';
}

function waits({ store, report }: SandboxCluster, pod: Pod, held: readonly string[]): void {
  const annotations = { ...pod.metadata.annotations, [STATE_ANNOTATION]: 'ContainerCreating' };
  store.replace('pods', { ...pod, metadata: { ...pod.metadata, annotations } });
  report({
    about: pod,
    type: 'Warning',
    reason: 'FailedAttachVolume',
    message: `Multi-Attach error for volume "${VOLUME}" Volume is already used by pod(s) ${held.join(', ')}`,
    component: 'attachdetach-controller',
  });
}

function attached({ store }: SandboxCluster, pod: Pod): void {
  const { [STATE_ANNOTATION]: _, ...annotations } = pod.metadata.annotations ?? {};
  store.replace('pods', { ...pod, metadata: { ...pod.metadata, annotations } });
}

function claim(): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { namespace: HARBOR_NAMESPACE, name: NAME },
    spec: {
      accessModes: ['ReadWriteOnce'],
      volumeName: VOLUME,
      resources: { requests: { storage: '1Gi' } },
    },
    status: { phase: 'Bound' },
  };
}

function rolled(values: string): KubeObject {
  const volumes = [{ name: 'job-logs', persistentVolumeClaim: { claimName: NAME } }];
  const template = { metadata: { annotations: { [ROLLED]: values } }, spec: { volumes } };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { namespace: HARBOR_NAMESPACE, name: NAME },
    spec: { template },
  };
}
