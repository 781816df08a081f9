/** A cluster that only its agent can look at: whoever asks it here is told so. */
import type { ClusterAnswer, ClusterReader } from '../../engine/cluster.ts';
import type { Words } from '../../engine/words.ts';

const words: Words<{ readonly says: (cluster: string) => string }> = {
  en: { says: (cluster) => `its own agent looks at it; ask with --cluster ${cluster}` },
};

/** Every question ends as one that could not be put, so that the cluster stays a blind spot by name. */
export function readerOfAgent(name: string): ClusterReader {
  const answer: ClusterAnswer<never> = { ended: 'unreachable', says: words.en.says(name) };
  const ask = async (): Promise<ClusterAnswer<never>> => answer;
  return {
    name,
    pod: ask,
    pods: ask,
    scanPods: ask,
    podEvents: ask,
    failures: ask,
    node: ask,
    nodes: ask,
    serviceAccount: ask,
    secret: ask,
    namespaces: ask,
    workloads: ask,
    rollout: ask,
    groups: ask,
    objects: ask,
    object: ask,
    events: ask,
    log: ask,
    proxy: ask,
    may: ask,
  };
}
