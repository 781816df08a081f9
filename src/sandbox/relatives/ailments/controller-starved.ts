import type { SandboxCluster } from '../../cluster/cluster.ts';
import { USAGE_ANNOTATION } from '../../cluster/metrics.ts';
import type { KubeObject } from '../../cluster/objects.ts';
import type { Ailment } from '../ailment.ts';
import { imageController } from '../image-controller.ts';
import { CONTROLLER_NAMESPACE } from '../objects.ts';

const USAGE = '{"controller":{"cpu":"80m","memory":"249Mi"}}';

/** Ten pulls side by side fill its memory; a new pod has fewer of them, or more room. */
export const controllerStarved: Ailment = {
  id: 'controller-starved',
  title: 'The image controller is about to run out of memory',
  strike(cluster) {
    const there = cluster.get('deployments.apps', CONTROLLER_NAMESPACE, 'image-controller');
    if (!there) cluster.apply(imageController('well'));
    const pod = podOf(cluster);
    if (pod) return fill(cluster, pod);
    const stop = cluster.store.onChange(({ type, resource, object }) => {
      if (type !== 'ADDED' || resource !== 'pods' || !isController(object)) return;
      stop();
      fill(cluster, object);
    });
  },
  heal(cluster) {
    const pod = podOf(cluster);
    if (pod) cluster.delete('pods', CONTROLLER_NAMESPACE, pod.metadata.name);
  },
};

function podOf({ store }: SandboxCluster): KubeObject | undefined {
  const pods = store.list('pods', CONTROLLER_NAMESPACE).filter(isController);
  return pods.find(({ metadata }) => metadata.deletionTimestamp === undefined);
}

function isController({ metadata }: KubeObject): boolean {
  return metadata.namespace === CONTROLLER_NAMESPACE && metadata.labels?.['app'] === 'image-controller';
}

function fill({ store }: SandboxCluster, pod: KubeObject): void {
  const annotations = { ...pod.metadata.annotations, [USAGE_ANNOTATION]: USAGE };
  store.replace('pods', { ...pod, metadata: { ...pod.metadata, annotations } });
}
