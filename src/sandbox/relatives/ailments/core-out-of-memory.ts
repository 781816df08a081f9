import {
  LAST_REASON_ANNOTATION,
  RESTARTS_ANNOTATION,
  STATE_ANNOTATION,
} from '../../cluster/kubelet/behaviour.ts';
import { HARBOR_NAMESPACE } from '../../world/company.ts';
import type { Ailment } from '../ailment.ts';

/** The kernel ends core as often as it starts; a new pod is well, as if its limit had been raised. */
export const coreOutOfMemory: Ailment = {
  id: 'core-out-of-memory',
  title: 'Harbor’s core is killed for its memory again and again',
  strike(cluster) {
    const pod = corePod(cluster);
    if (!pod) throw new Error('Harbor has no core pod at the moment; try again in a second');
    const annotations = {
      ...pod.metadata.annotations,
      [STATE_ANNOTATION]: 'CrashLoopBackOff',
      [LAST_REASON_ANNOTATION]: 'OOMKilled',
      [RESTARTS_ANNOTATION]: '14',
    };
    cluster.store.replace('pods', { ...pod, metadata: { ...pod.metadata, annotations } });
  },
  heal(cluster) {
    const pod = corePod(cluster);
    if (pod) cluster.delete('pods', HARBOR_NAMESPACE, pod.metadata.name);
  },
};

function corePod({ store }: Parameters<Ailment['heal']>[0]) {
  return store
    .list('pods', HARBOR_NAMESPACE)
    .find(({ metadata }) => metadata.labels?.['component'] === 'core');
}
