import { CouldNotAsk, NotReached } from '../engine/answer.ts';
import type { ClusterAnswer, ContainerRecord, PodRecord } from '../engine/cluster.ts';
import type { Probe } from '../engine/probe.ts';
import type { Pull } from '../engine/subject.ts';
import type { Words } from '../engine/words.ts';

export interface PodFact {
  readonly pod: PodRecord;
  /** The container this pull is for. */
  readonly container: ContainerRecord;
}

const words: Words<{
  readonly asks: (pod: string) => string;
  readonly noCluster: string;
  readonly gone: (pod: string, says: string) => string;
  readonly forbidden: (says: string) => string;
  readonly noContainer: (pod: string, container: string) => string;
}> = {
  en: {
    asks: (pod) => `reading the pod \`${pod}\``,
    noCluster: 'no cluster belongs to this question',
    gone: (pod, says) => `the pod \`${pod}\` is gone: ${says}`,
    forbidden: (says) => `the cluster does not let us read the pod: ${says}`,
    noContainer: (pod, container) => `the pod \`${pod}\` has no container \`${container}\``,
  },
};

/** The pod of the pull and the container whose image it is. An image asked about alone has none, which is no blind spot. */
export const pod: Probe<PodFact> = {
  id: 'pod',
  asks: (pull) => words.en.asks(`${pull.namespace}/${pull.pod}`),
  rights: [{ group: '', resource: 'pods', verb: 'get' }],
  ask: async ({ pull, cluster }) => {
    if (!pull.pod) throw new NotReached('subject');
    if (!cluster || !pull.namespace) throw new CouldNotAsk(words.en.noCluster);
    const name = `${pull.namespace}/${pull.pod}`;
    const found = podOf(await cluster.pod(pull.namespace, pull.pod), name);
    const container = containerOf(found, pull);
    if (!container) throw new CouldNotAsk(words.en.noContainer(name, pull.container ?? pull.image));
    return { pod: found, container };
  },
};

function podOf(answer: ClusterAnswer<PodRecord>, name: string): PodRecord {
  if (answer.ended === 'found') return answer.value;
  if (answer.ended === 'not-found') throw new CouldNotAsk(words.en.gone(name, answer.says));
  throw new CouldNotAsk(answer.ended === 'forbidden' ? words.en.forbidden(answer.says) : answer.says);
}

function containerOf(found: PodRecord, pull: Pull): ContainerRecord | undefined {
  return found.containers.find((one) =>
    pull.container === undefined ? one.image === pull.image : one.name === pull.container,
  );
}
